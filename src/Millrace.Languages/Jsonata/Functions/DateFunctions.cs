using System.Globalization;
using System.Text.RegularExpressions;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Pictures;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Dates and times. The present is that of the evaluation.</summary>
internal static partial class DateFunctions
{
    public static JsonValue Millis(in JsonataCall call) => call.Now.ToUnixTimeMilliseconds();

    public static JsonValue Now(in JsonataCall call) => Format(call, call.Now.ToUnixTimeMilliseconds(), call[0], call[1]);

    /// <remarks>Errors: those of date pictures, D3130 to D3135.</remarks>
    public static JsonValue FromMillis(in JsonataCall call) =>
        call[0].IsUndefined ? default : Format(call, call.Number(0), call[1], call[2]);

    /// <remarks>Errors: D3110 without a picture, D3130 to D3136 with one.</remarks>
    public static JsonValue ToMillis(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        if (call[1].IsUndefined)
        {
            return ParseIso8601(text) ?? throw new JsonataException("D3110", text);
        }

        var picture = call.Text(1);
        call.Evaluation.ChargePicture(picture);
        return DateTimePicture.Parse(picture).ParseMillis(text, call.Now, call.Evaluation) is { } millis
            ? millis
            : default(JsonValue);
    }

    private static JsonValue Format(in JsonataCall call, double millis, JsonValue picture, JsonValue zone)
    {
        var parsed = DateTimePicture.Iso8601;
        if (!picture.IsUndefined)
        {
            call.Evaluation.ChargePicture(picture.AsString());
            parsed = DateTimePicture.Parse(picture.AsString());
        }

        return parsed.Format(millis, zone.IsUndefined ? null : zone.AsString(), call.Evaluation);
    }

    [GeneratedRegex(
        "^(?<year>[0-9]{4})(-(?<month>[01][0-9]))?(-(?<day>[0-3][0-9]))?"
            + "(T(?<hour>[0-2][0-9]):(?<minute>[0-5][0-9]):(?<second>[0-5][0-9]))?(\\.(?<fraction>[0-9]+))?"
            + "((?<sign>[+-])(?<zoneHour>[0-2][0-9]):?(?<zoneMinute>[0-5][0-9])|Z)?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Iso8601Pattern();

    private static JsonValue? ParseIso8601(string text)
    {
        var match = Iso8601Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (month, day) = (Part(match, "month", 1), Part(match, "day", 1));
        var (hour, minute, second) = (Part(match, "hour", 0), Part(match, "minute", 0), Part(match, "second", 0));
        var isMidnight = hour == 24 && minute == 0 && second == 0;
        if (month is < 1 or > 12 || day is < 1 or > 31 || (hour > 23 && !isMidnight))
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Success ? match.Groups["fraction"].Value.PadRight(3, '0')[..3] : "0";
        var zone = (Part(match, "zoneHour", 0) * 60) + Part(match, "zoneMinute", 0);
        var minutes = (hour * 60) + minute - (match.Groups["sign"].Value == "-" ? -zone : zone);
        var days = CivilTime.ToDays(Part(match, "year", 0), month, day);
        var millis = (days * CivilTime.DayMillis) + (minutes * 60_000) + (second * 1000);
        return millis + long.Parse(fraction, CultureInfo.InvariantCulture);
    }

    private static long Part(Match match, string group, long otherwise) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : otherwise;
}
