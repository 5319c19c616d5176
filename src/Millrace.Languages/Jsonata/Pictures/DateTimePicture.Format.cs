using System.Globalization;
using System.Text;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Pictures;

/// <content>Writes dates.</content>
internal sealed partial class DateTimePicture
{
    /// <param name="millis">Milliseconds since 1970, UTC.</param>
    /// <param name="zone">Hours and minutes to add, as a number such as -500; null for UTC.</param>
    /// <param name="evaluation">Whose caps the work counts against.</param>
    /// <remarks>Errors: D1001 for what is no date, D3133 for the name of a component that has none, D3134.</remarks>
    public string Format(double millis, string? zone, Evaluation evaluation)
    {
        var (hours, minutes) = Offset(zone);
        var local = Math.Truncate(millis) + (((60.0 * hours) + minutes) * 60_000);
        if (!CivilTime.IsDate(local))
        {
            throw new JsonataException("D1001", millis);
        }

        var time = new CivilTime((long)local);
        var result = new StringBuilder();
        foreach (var part in _parts)
        {
            result.Append(part.Literal ?? Component(part, time, hours, minutes, evaluation));
        }

        return result.ToString();
    }

    // As in the reference the hours round down and the minutes keep their sign, so -0330 is four hours and a half back.
    private static (int Hours, int Minutes) Offset(string? zone)
    {
        if (zone is null)
        {
            return (0, 0);
        }

        var text = zone.AsSpan().Trim();
        var length = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        return int.TryParse(text[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset)
            ? ((int)Math.Floor(offset / 100.0), offset % 100)
            : throw new JsonataException("D1001", zone);
    }

    private static string Component(DateTimePart part, in CivilTime time, int hours, int minutes, Evaluation evaluation)
    {
        switch (part.Component)
        {
            case 'Z' or 'z':
                return Zone(part, hours, minutes, evaluation);
            case 'P':
                var half = time.Hour >= 12 ? "pm" : "am";
                return part.Names == PictureCase.Upper ? half.ToUpperInvariant() : half;
            case 'C' or 'E':
                return "ISO";
            default:
                break;
        }

        var value = Value(part.Component, time);
        if (part.Integer is null)
        {
            return Name(part, value);
        }

        if (part.YearDigits is { } digits)
        {
            value %= Math.Pow(10, digits);
        }

        return part.Integer.Format(value, evaluation);
    }

    private static double Value(char component, in CivilTime time) =>
        component switch
        {
            'Y' => time.Year,
            'M' => time.Month,
            'D' => time.Day,
            'd' => time.DayOfYear,
            'F' => time.Weekday,
            'W' => time.WeekOfYear.Week,
            'X' => time.WeekOfYear.Year,
            'w' => time.WeekOfMonth.Week,
            'x' => time.WeekOfMonth.Month,
            'H' => time.Hour,
            'h' => (time.Hour + 11) % 12 + 1,
            'm' => time.Minute,
            's' => time.Second,
            'f' => time.Millisecond,
            // Every component is listed above or written by name; a parser asks for the half of the day as a number.
            _ => time.Hour / 12,
        };

    private static string Name(DateTimePart part, double value)
    {
        var name = part.Component switch
        {
            'M' or 'x' => Months[(int)value - 1],
            'F' => Weekdays[(int)value - 1],
            _ => throw new JsonataException("D3133", part.Component.ToString()),
        };
        name = part.Names switch
        {
            PictureCase.Upper => name.ToUpperInvariant(),
            PictureCase.Lower => name.ToLowerInvariant(),
            _ => name,
        };
        return name.Length > part.WidthMax ? name[..part.WidthMax.Value] : name;
    }

    private static string Zone(DateTimePart part, int hours, int minutes, Evaluation evaluation)
    {
        var (integer, offset) = (part.Integer!, (hours * 100) + minutes);
        if (offset == 0 && part.Modifier == 't')
        {
            return "Z";
        }

        string text;
        if (integer.GroupDigits > 0 || integer.MandatoryDigits is 3 or 4)
        {
            text = integer.Format(offset, evaluation);
        }
        else if (integer.MandatoryDigits is 1 or 2)
        {
            text = integer.Format(hours, evaluation);
            text += minutes != 0 ? ":" + IntegerPicture.Parse("00").Format(minutes, evaluation) : "";
        }
        else
        {
            throw new JsonataException("D3134", integer.MandatoryDigits);
        }

        return (part.Component == 'z' ? "GMT" : "") + (offset >= 0 ? "+" : "") + text;
    }
}
