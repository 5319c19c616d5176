using System.Globalization;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>A picture of dates and times, such as <c>[D1o] [MNn] [Y0001]</c>.</summary>
/// <remarks>
/// Source: XPath and XQuery Functions and Operators 3.1, "Formatting dates and times"; X and x, the year and the month that a
/// week belongs to, are the language's own.
/// </remarks>
internal sealed partial class DateTimePicture
{
    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private readonly List<DateTimePart> _parts = [];

    private DateTimePicture() { }

    /// <summary>What is printed where no picture is given.</summary>
    public static DateTimePicture Iso8601 { get; } = Parse("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");

    /// <remarks>Errors: D3130, D3131, D3132 for an unknown component, D3135 for a bracket that is not closed.</remarks>
    public static DateTimePicture Parse(string picture)
    {
        var result = new DateTimePicture();
        var start = 0;
        for (var i = 0; i < picture.Length; i++)
        {
            if (picture[i] != '[')
            {
                continue;
            }

            result.AddLiteral(picture[start..i]);
            if (i + 1 < picture.Length && picture[i + 1] == '[')
            {
                result.AddLiteral("[");
                i++;
            }
            else
            {
                var close = picture.IndexOf(']', i);
                if (close < 0)
                {
                    throw new JsonataException("D3135");
                }

                result.AddComponent(string.Concat(picture[(i + 1)..close].Where(unit => !char.IsWhiteSpace(unit))));
                i = close;
            }

            start = i + 1;
        }

        result.AddLiteral(picture[start..]);
        return result;
    }

    private void AddLiteral(string text)
    {
        if (text.Length > 0)
        {
            _parts.Add(new DateTimePart('\0') { Literal = text.Replace("]]", "]", StringComparison.Ordinal) });
        }
    }

    private void AddComponent(string marker)
    {
        var component = marker.Length > 0 ? marker[0] : '\0';
        var presentation = DefaultPresentation(component);
        if (presentation is null)
        {
            throw new JsonataException("D3132", component == '\0' ? "" : component.ToString());
        }

        var comma = marker.LastIndexOf(',');
        var (least, most) = comma < 0 ? (null, null) : Width(marker[(comma + 1)..]);
        var given = marker[1..(comma < 0 ? marker.Length : Math.Max(comma, 1))];
        var modifier = '\0';
        if (given.Length > 1 && given[^1] is 'a' or 't' or 'c' or 'o')
        {
            (modifier, given) = (given[^1], given[..^1]);
        }

        presentation = given.Length > 0 ? given : presentation;
        var part = new DateTimePart(component)
        {
            Modifier = modifier,
            WidthMax = most,
            Names = presentation[0] is 'n' or 'N' ? NameCase(presentation) : null,
        };
        if (part.IsZone)
        {
            part.Integer = IntegerPicture.Parse(presentation);
        }
        else if (part.Names is null && part.IsInteger)
        {
            part.Integer = IntegerPicture.Parse(modifier == '\0' ? presentation : $"{presentation};{modifier}");
            SetWidth(part, least, most);
            if (_parts is [.., { Integer: { } previous } before] && !before.IsZone)
            {
                // Digits straight after digits: how many belong to the first must be known to read them.
                before.ParseDigits = previous.MandatoryDigits;
            }
        }

        _parts.Add(part);
    }

    private static void SetWidth(DateTimePart part, int? least, int? most)
    {
        var integer = part.Integer!;
        if (integer.Style == IntegerStyle.Decimal && least > integer.MandatoryDigits)
        {
            integer.MandatoryDigits = least.Value;
        }

        if (part.Component != 'Y')
        {
            return;
        }

        if (most is not null)
        {
            part.YearDigits = most;
            integer.MandatoryDigits = most.Value;
        }
        else if (integer.MandatoryDigits + integer.OptionalDigits >= 2)
        {
            part.YearDigits = integer.MandatoryDigits + integer.OptionalDigits;
        }
    }

    private static PictureCase NameCase(string presentation) =>
        presentation[0] == 'n' ? PictureCase.Lower
        : presentation.Length > 1 && presentation[1] == 'n' ? PictureCase.Title
        : PictureCase.Upper;

    private static (int? Least, int? Most) Width(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (WidthNumber(text), null) : (WidthNumber(text[..dash]), WidthNumber(text[(dash + 1)..]));
    }

    private static int? WidthNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : null;

    private static string? DefaultPresentation(char component) =>
        component switch
        {
            'Y' or 'M' or 'D' or 'd' or 'W' or 'w' or 'X' or 'x' or 'H' or 'h' or 'f' => "1",
            'F' or 'P' or 'C' or 'E' => "n",
            'm' or 's' => "01",
            'Z' or 'z' => "01:01",
            _ => null,
        };
}
