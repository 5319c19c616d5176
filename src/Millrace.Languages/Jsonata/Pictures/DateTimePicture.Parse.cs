using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Pictures;

/// <content>Reads dates.</content>
internal sealed partial class DateTimePicture
{
    private const string DateComponents = "YXMxWwdD";
    private const string TimeComponents = "PHhmsf";

    /// <summary>The milliseconds since 1970 that a text says, or null where it does not look like the picture.</summary>
    /// <remarks>
    /// What is missing on the left is taken from <paramref name="now"/>, on the right it is zero.
    /// <para>Errors: D3136 when something is missing in the middle, or for dates given by weeks; D3133.</para>
    /// </remarks>
    public double? ParseMillis(string text, DateTimeOffset now, Evaluation evaluation)
    {
        var values = new DateTimeMatcher(_parts, text, evaluation).Match();
        if (values is null || values.Count == 0)
        {
            return null;
        }

        // By year, month and day, or by the day of the year; by 24 hours, or by 12 and the half of the day.
        var byDayOfYear = !Is(values, DateComponents, "YMD") && Is(values, DateComponents, "Yd");
        if (Is(values, DateComponents, "Xxw") || Is(values, DateComponents, "XW"))
        {
            throw new JsonataException("D3136");
        }

        var byHalves = !Is(values, TimeComponents, "Hmsf") && Is(values, TimeComponents, "Phmsf");
        Complete(
            values,
            (byDayOfYear ? "YD" : "YMD") + (byHalves ? "Phmsf" : "Hmsf"),
            new CivilTime(now.ToUnixTimeMilliseconds())
        );
        var year = values['Y'];
        year += year is >= 0 and <= 99 ? 1900 : 0;
        var days = byDayOfYear
            ? CivilTime.ToDays((long)year, 1, 1) + values['d'] - 1
            : CivilTime.ToDays((long)year, Math.Max(1, (long)values.GetValueOrDefault('M')), (long)values['D']);
        var hour = byHalves ? (values['h'] % 12) + (values['P'] * 12) : values['H'];
        var minutes = (hour * 60) + values['m'] - Zone(values);
        var millis = (days * CivilTime.DayMillis) + (minutes * 60_000) + (values['s'] * 1000) + values['f'];
        return CivilTime.IsDate(millis) ? millis : null;
    }

    /// <summary>The number of a month, a day or a half of the day by its name, or null where it is not one.</summary>
    internal static double? ReadName(DateTimePart part, string name)
    {
        if (part.Component == 'P')
        {
            return name switch
            {
                "am" or "AM" => 0,
                "pm" or "PM" => 1,
                _ => null,
            };
        }

        var names = part.Component == 'F' ? Weekdays : Months;
        var at = Array.FindIndex(
            names,
            each => (part.WidthMax is { } most and > 0 && each.Length > most ? each[..most] : each) == name
        );
        return at < 0 ? null : at + 1;
    }

    /// <summary>Whether some of the wanted components are there, and no other of their kind.</summary>
    private static bool Is(Dictionary<char, double> values, string kind, string wanted)
    {
        // Midnight, like every zero, does not tell what a text is by; as in the reference.
        var present = kind.Where(component => values.GetValueOrDefault(component) != 0).ToList();
        return present.Count > 0 && present.TrueForAll(component => wanted.Contains(component, StringComparison.Ordinal));
    }

    private static void Complete(Dictionary<char, double> values, string components, in CivilTime now)
    {
        var (isStarted, isEnded) = (false, false);
        foreach (var component in components)
        {
            if (values.ContainsKey(component))
            {
                isStarted = true;
                if (isEnded)
                {
                    throw new JsonataException("D3136");
                }
            }
            else if (isStarted)
            {
                values[component] = component is 'M' or 'D' or 'd' ? 1 : 0;
                isEnded = true;
            }
            else
            {
                values[component] = Value(component, now);
            }
        }
    }

    private static double Zone(Dictionary<char, double> values) =>
        values.GetValueOrDefault('Z') is var zone && zone != 0 ? zone : values.GetValueOrDefault('z');
}
