using System.Globalization;

namespace Millrace.Wire.Signatures;

/// <summary>Times as signatures write them: <c>20261121T080000Z</c>.</summary>
internal static class SignatureTime
{
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    public static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            Form,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
