using System.Buffers.Text;
using System.Globalization;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>Points in time in the three forms of AWS's protocols, to the millisecond.</summary>
internal static class Timestamps
{
    private const int TextBytesMax = 40;
    private const int MillisecondsPerSecond = 1000;
    private const double SecondsMin = -62_135_596_800;
    private const double SecondsMax = 253_402_300_799;

    /// <summary>The forms with a time zone, the usual one first. AWS's clients send UTC; offsets are understood.</summary>
    private static readonly string[] Iso8601Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>A point in time as a JSON value.</summary>
    public static void WriteJson(
        ref Utf8Output output,
        DateTimeOffset value,
        TimestampFormat format,
        TimestampFormat protocolDefault
    )
    {
        var isNumber = Resolve(format, protocolDefault) == TimestampFormat.UnixTimestamp;
        if (!isNumber)
        {
            output.Write((byte)'"');
        }

        Write(ref output, value, format, protocolDefault);
        if (!isNumber)
        {
            output.Write((byte)'"');
        }
    }

    /// <summary>A point in time as plain text.</summary>
    public static void Write(ref Utf8Output output, DateTimeOffset value, TimestampFormat format, TimestampFormat protocolDefault)
    {
        switch (Resolve(format, protocolDefault))
        {
            case TimestampFormat.UnixTimestamp:
                WriteEpochSeconds(ref output, value);
                break;
            case TimestampFormat.Rfc822:
                WriteText(ref output, value, "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'");
                break;
            default:
                WriteText(ref output, value, "yyyy-MM-dd'T'HH':'mm':'ss.fff'Z'");
                break;
        }
    }

    /// <summary>Seconds since the epoch, with a fraction; false beyond the years 1 to 9999.</summary>
    public static bool TryFromEpochSeconds(double seconds, out DateTimeOffset value)
    {
        value = default;
        // The comparison is written so that NaN fails it.
        if (!(seconds >= SecondsMin && seconds <= SecondsMax))
        {
            return false;
        }

        value = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * MillisecondsPerSecond));
        return true;
    }

    /// <summary>Reads any of the three forms: epoch seconds as digits, ISO 8601, or an HTTP date.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.IsEmpty || text.Length > TextBytesMax)
        {
            return false;
        }

        if (Utf8Parser.TryParse(text, out double seconds, out var read) && read == text.Length)
        {
            return TryFromEpochSeconds(seconds, out value);
        }

        Span<char> characters = stackalloc char[TextBytesMax];
        for (var index = 0; index < text.Length; index++)
        {
            characters[index] = (char)text[index];
        }

        characters = characters[..text.Length];
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(characters, Iso8601Forms, CultureInfo.InvariantCulture, styles, out value)
            || DateTimeOffset.TryParseExact(characters, "r", CultureInfo.InvariantCulture, styles, out value);
    }

    private static TimestampFormat Resolve(TimestampFormat format, TimestampFormat protocolDefault) =>
        format == TimestampFormat.ProtocolDefault ? protocolDefault : format;

    private static void WriteEpochSeconds(ref Utf8Output output, DateTimeOffset value)
    {
        var milliseconds = value.ToUnixTimeMilliseconds();
        if (milliseconds % MillisecondsPerSecond == 0)
        {
            output.Write(milliseconds / MillisecondsPerSecond);
        }
        else
        {
            output.Write(milliseconds / (double)MillisecondsPerSecond);
        }
    }

    private static void WriteText(ref Utf8Output output, DateTimeOffset value, string form)
    {
        var room = output.Reserve(TextBytesMax);
        value.ToUniversalTime().TryFormat(room, out var count, form, CultureInfo.InvariantCulture);
        output.Commit(count);
    }
}
