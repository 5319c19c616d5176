using System.Globalization;

namespace Millrace.Sns.Policies;

/// <summary>From when to when a FIFO topic's archive is to be given to a subscription again.</summary>
/// <remarks>Source: SNS Developer Guide, "Amazon SNS message replay for FIFO topic subscribers".</remarks>
internal sealed record ReplayPolicy(DateTimeOffset StartingPoint, DateTimeOffset? EndingPoint)
{
    /// <summary>The StartingPoint in milliseconds since the epoch, as messages tell their time.</summary>
    public long From => StartingPoint.ToUnixTimeMilliseconds();

    /// <summary>The EndingPoint likewise; null for none.</summary>
    public long? Until => EndingPoint?.ToUnixTimeMilliseconds();

    /// <summary>Whether the subscription is to have what is newly published at a time: with an ending point only what lies before it.</summary>
    /// <remarks>Source: SNS API Reference, GetSubscriptionAttributes, ReplayStatus Completed.</remarks>
    public bool LetsThrough(long at) => Until is not { } until || (From <= at && at <= until);

    /// <exception cref="PolicyException">The text is no replay policy.</exception>
    public static ReplayPolicy Read(string text)
    {
        var fields = PolicyFields.Parse(text, "PointType", "StartingPoint", "EndingPoint");
        if (fields.Text("PointType", "Timestamp") is null)
        {
            throw new PolicyException("PointType must be Timestamp");
        }

        var start = TimeOf(fields, "StartingPoint") ?? throw new PolicyException("StartingPoint must be given");
        var end = TimeOf(fields, "EndingPoint");
        return end <= start
            ? throw new PolicyException("EndingPoint must be later than StartingPoint")
            : new ReplayPolicy(start, end);
    }

    private static DateTimeOffset? TimeOf(PolicyFields fields, string name)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw new PolicyException($"{name} must be a timestamp in ISO 8601 form");
    }
}
