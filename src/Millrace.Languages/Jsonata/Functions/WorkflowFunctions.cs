using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>The functions that Step Functions adds to the language.</summary>
/// <remarks>
/// Source: Step Functions Developer Guide, "Transforming data with JSONata", and the intrinsic functions of the same names,
/// whose limits these keep. Errors: D3137 with a text that names the function.
/// </remarks>
internal static class WorkflowFunctions
{
    // Source: Step Functions Developer Guide, States.ArrayRange: up to 1000 elements.
    private const double RangeMax = 1000;

    public static IReadOnlyList<JsonataFunction> All { get; } =
    [
        new("partition", "<an:a>", 2, Partition),
        new("range", "<nnn:a>", 3, Range),
        new("hash", "<s-s:s>", 2, Hash),
        new("random", "<n?:n>", 1, Random),
        new("uuid", "<:s>", 0, Uuid),
        new("parse", "<s-:x>", 1, Parse),
    ];

    /// <summary>The list cut into lists of a size, the last as long as what is left.</summary>
    private static JsonValue Partition(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        if (!call[1].IsNumber || !(Math.Truncate(call.Number(1)) >= 1))
        {
            throw Wrong("$partition() needs a size of 1 or more");
        }

        var size = (int)Math.Min(call.Number(1), int.MaxValue);
        var chunks = new JsonArrayBuilder();
        var items = call[0].AsArray().Items;
        for (var start = 0; start < items.Length; start += Math.Min(size, items.Length - start))
        {
            call.Charge(1);
            chunks.Add(JsonValue.FromArray(items.Slice(start, Math.Min(size, items.Length - start))));
        }

        return chunks.Build();
    }

    /// <summary>The numbers from the first to the last, both included, at a distance.</summary>
    private static JsonValue Range(in JsonataCall call)
    {
        if (call[0].IsUndefined || call[1].IsUndefined || call[2].IsUndefined)
        {
            return default;
        }

        var (first, last, step) = (call.Number(0), call.Number(1), call.Number(2));
        if (step == 0 || !double.IsFinite(first + last + step))
        {
            throw Wrong("$range() needs a step other than 0");
        }

        var count = Math.Max(0, Math.Floor((last - first) / step) + 1);
        if (count > RangeMax)
        {
            throw Wrong("$range() makes at most 1000 items");
        }

        var items = new JsonArrayBuilder((int)count);
        for (var i = 0; i < count; i++)
        {
            items.Add(first + (i * step));
        }

        return items.Build();
    }

    /// <summary>The hash of the text's UTF-8 in lower-case hexadecimal digits.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The author of the expression chooses the algorithm.")]
    [SuppressMessage("Security", "CA5351", Justification = "The author of the expression chooses the algorithm.")]
    private static JsonValue Hash(in JsonataCall call)
    {
        if (call[0].IsUndefined || call[1].IsUndefined)
        {
            return default;
        }

        var bytes = Encoding.UTF8.GetBytes(call.Text(0));
        return Convert.ToHexStringLower(
            call.Text(1) switch
            {
                "MD5" => MD5.HashData(bytes),
                "SHA-1" => SHA1.HashData(bytes),
                "SHA-256" => SHA256.HashData(bytes),
                "SHA-384" => SHA384.HashData(bytes),
                "SHA-512" => SHA512.HashData(bytes),
                _ => throw Wrong("$hash() knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512"),
            }
        );
    }

    /// <summary>A number from 0 up to but not including 1; with a seed, always the same one.</summary>
    private static JsonValue Random(in JsonataCall call)
    {
        var bits = call[0].IsUndefined
            ? call.NextRandom()
            : new SplitMix((ulong)BitConverter.DoubleToInt64Bits(call.Number(0))).Next();
        return SplitMix.ToFraction(bits);
    }

    /// <summary>A random identifier. Source: RFC 9562, version 4.</summary>
    private static JsonValue Uuid(in JsonataCall call)
    {
        var (high, low) = (call.NextRandom(), call.NextRandom());
        high = (high & 0xFFFFFFFFFFFF0FFF) | 0x4000;
        low = (low & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
        var digits = $"{high:x16}{low:x16}";
        return $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
    }

    /// <summary>The value that a text of JSON says.</summary>
    private static JsonValue Parse(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        try
        {
            return JsonValue.Parse(call.Text(0));
        }
        catch (JsonFormatException error)
        {
            throw Wrong("$parse() was given a text that is not JSON: " + error.Message);
        }
    }

    private static JsonataException Wrong(string text) => new JsonataException("D3137").With("message", text);
}
