using System.Globalization;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>Finds the parts of a picture in a text, all of it, letters of either case.</summary>
/// <remarks>Each part takes as much as it can and gives back where the rest would not fit; every attempt is counted.</remarks>
internal sealed class DateTimeMatcher(List<DateTimePart> parts, string text, Evaluation evaluation)
{
    // There are some seventy words to look for at each place.
    private const int WordSteps = 16;

    private readonly int[] _ends = new int[parts.Count];

    /// <summary>The value of each component, or null where the text does not look like the picture.</summary>
    /// <remarks>Errors: D3133 for a component that has no names.</remarks>
    public Dictionary<char, double>? Match()
    {
        foreach (var part in parts)
        {
            if (part.Literal is null && !part.IsZone && part.Integer is null && part.Component is not ('M' or 'x' or 'F' or 'P'))
            {
                throw new JsonataException("D3133", part.Component.ToString());
            }
        }

        if (!Match(0, 0))
        {
            return null;
        }

        var values = new Dictionary<char, double>();
        for (var i = 0; i < parts.Count; i++)
        {
            var start = i == 0 ? 0 : _ends[i - 1];
            if (parts[i].Literal is null && Read(parts[i], text[start.._ends[i]]) is { } value)
            {
                values[parts[i].Component] = value;
            }
        }

        return values;
    }

    private bool Match(int index, int at)
    {
        if (index == parts.Count)
        {
            return at == text.Length;
        }

        Evaluation.EnsureStack();
        foreach (var length in Lengths(parts[index], at))
        {
            evaluation.Charge(1);
            _ends[index] = at + length;
            if (Match(index + 1, at + length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the part can take from there on, the most first.</summary>
    private IEnumerable<int> Lengths(DateTimePart part, int at)
    {
        if (part.Integer?.Style == IntegerStyle.Words && part.Literal is null && !part.IsZone && part.Component != 'f')
        {
            return WordLengths(at);
        }

        var (least, most) = Reach(part, at);
        return Enumerable.Range(least, Math.Max(0, most - least + 1)).Reverse();
    }

    /// <summary>Where a run of number words and what stands between them can end.</summary>
    private List<int> WordLengths(int at)
    {
        var ends = new SortedSet<int> { at };
        var reached = new List<int>();
        while (ends.Count > 0)
        {
            var from = ends.Min;
            ends.Remove(from);
            if (from > at)
            {
                reached.Add(from - at);
            }

            if (from < text.Length && text[from] is ('-' or ',' or ' '))
            {
                ends.Add(from + 1);
            }

            evaluation.Charge(WordSteps);
            foreach (var word in EnglishNumbers.Words.Append("and"))
            {
                if (string.Compare(text, from, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    ends.Add(from + word.Length);
                }
            }
        }

        reached.Reverse();
        return reached;
    }

    /// <summary>The fewest and the most characters that the part can take from there on; most below fewest where none fit.</summary>
    private (int Least, int Most) Reach(DateTimePart part, int at)
    {
        if (part.Literal is { } literal)
        {
            evaluation.ChargeText(literal.Length);
            var fits = string.Compare(text, at, literal, 0, literal.Length, StringComparison.OrdinalIgnoreCase) == 0;
            return fits && text.Length - at >= literal.Length ? (literal.Length, literal.Length) : (1, 0);
        }

        if (part.IsZone)
        {
            return ReachZone(part, at);
        }

        if (part.Component == 'f')
        {
            return (1, Run(at, char.IsAsciiDigit));
        }

        return part.Integer?.Style switch
        {
            null or IntegerStyle.Letters => (1, Run(at, char.IsAsciiLetter)),
            IntegerStyle.Roman => (1, Run(at, unit => "MDCLXVI".Contains(char.ToUpperInvariant(unit), StringComparison.Ordinal))),
            _ => ReachDigits(part, at),
        };
    }

    private (int Least, int Most) ReachDigits(DateTimePart part, int at)
    {
        var digits = Run(at, char.IsAsciiDigit);
        if (part.ParseDigits is { } exact)
        {
            digits = digits >= exact ? exact : -1;
        }

        if (!part.Integer!.IsOrdinal)
        {
            return (part.ParseDigits ?? 1, digits);
        }

        var ending = at + digits + 2 <= text.Length && digits > 0 ? text.Substring(at + digits, 2).ToLowerInvariant() : "";
        return ending is "st" or "nd" or "rd" or "th" ? (digits + 2, digits + 2) : (1, 0);
    }

    private (int Least, int Most) ReachZone(DateTimePart part, int at)
    {
        var start = at;
        if (part.Component == 'z')
        {
            if (string.Compare(text, at, "GMT", 0, 3, StringComparison.OrdinalIgnoreCase) != 0)
            {
                return (1, 0);
            }

            at += 3;
        }

        if (at >= text.Length || text[at] is not ('+' or '-'))
        {
            return (1, 0);
        }

        var hours = Run(++at, char.IsAsciiDigit);
        var separator = part.Integer!.GroupSeparator;
        if (separator.Length == 0)
        {
            return hours > 0 ? (at - start + 1, at - start + hours) : (1, 0);
        }

        var after = at + hours + separator.Length;
        var isSeparated = hours > 0 && string.CompareOrdinal(text, at + hours, separator, 0, separator.Length) == 0;
        var minutes = isSeparated ? Run(after, char.IsAsciiDigit) : 0;
        return minutes > 0 ? (after - start + 1, after - start + minutes) : (1, 0);
    }

    private int Run(int at, Func<char, bool> isPart)
    {
        var end = at;
        while (end < text.Length && isPart(text[end]))
        {
            end++;
        }

        evaluation.ChargeText(end - at);
        return end - at;
    }

    private static double? Read(DateTimePart part, string found)
    {
        if (part.IsZone)
        {
            return ReadZone(part, found);
        }

        if (part.Component == 'f')
        {
            return double.Parse(found[..Math.Min(3, found.Length)].PadRight(3, '0'), CultureInfo.InvariantCulture);
        }

        if (part.Integer is null)
        {
            return DateTimePicture.ReadName(part, found);
        }

        var value = part.Integer.ParseNumber(found);
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>The minutes of a zone such as <c>+05:30</c>, <c>-0800</c> or <c>GMT+2</c>; as in the reference the minutes are always added.</summary>
    private static double ReadZone(DateTimePart part, string found)
    {
        found = part.Component == 'z' ? found[3..] : found;
        var separator = part.Integer!.GroupSeparator;
        var cut = separator.Length > 0 ? found.IndexOf(separator, StringComparison.Ordinal) : Math.Min(3, found.Length);
        var hours = double.Parse(found[..cut], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var minutes = found[Math.Min(found.Length, cut + separator.Length)..];
        return (hours * 60) + (minutes.Length > 0 ? double.Parse(minutes, CultureInfo.InvariantCulture) : 0);
    }
}
