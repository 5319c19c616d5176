using System.Globalization;

namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>A time: a date of ISO 8601, or seconds since 1970. Without a zone it is UTC.</summary>
internal sealed class DateOperand(string text, Func<int, bool> holds) : Operand
{
    /// <summary>The forms of W3C's note on dates and times; a fraction of a second may have up to seven digits.</summary>
    private static readonly string[] _forms =
    [
        "yyyy",
        "yyyy-MM",
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private readonly DateTimeOffset _time =
        Read(text) ?? throw new MalformedPolicyException($"'{text}' is not a date of ISO 8601, nor seconds since 1970.");

    public override bool Matches(string value, IRequestContext context) =>
        Read(value) is { } time && holds(time.CompareTo(_time));

    private static DateTimeOffset? Read(string text)
    {
        if (
            DateTimeOffset.TryParseExact(text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        )
        {
            return time;
        }

        return
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }
}
