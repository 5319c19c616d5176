namespace Millrace.Bench.Load.Requests;

/// <summary>Finds single members in JSON text without reading it: enough for answers whose shape is known.</summary>
public static class JsonSpan
{
    /// <summary>The raw text of the string that follows the first member of this name; empty when there is none.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="quotedName">The member's name with its quotes.</param>
    /// <remarks>Identifiers and handles hold no escaped quote, so the value ends at the next quote.</remarks>
    public static ReadOnlySpan<byte> StringAfter(ReadOnlySpan<byte> json, ReadOnlySpan<byte> quotedName)
    {
        var name = json.IndexOf(quotedName);
        if (name < 0)
        {
            return default;
        }

        var rest = json[(name + quotedName.Length)..];
        var open = rest.IndexOf((byte)'"');
        if (open < 0)
        {
            return default;
        }

        rest = rest[(open + 1)..];
        return rest[..Math.Max(0, rest.IndexOf((byte)'"'))];
    }
}
