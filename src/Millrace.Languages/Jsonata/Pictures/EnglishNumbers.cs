using System.Collections.Frozen;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>Numbers in English words: one thousand, two hundred and thirty-fourth.</summary>
internal static class EnglishNumbers
{
    private const int TensFrom = 20;
    private const int WordsMax = 10_000;

    private static readonly string[] Small =
    [
        "Zero",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
    ];

    private static readonly string[] Tens = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];

    private static readonly string[] Thousands = ["Thousand", "Million", "Billion", "Trillion"];

    private static readonly FrozenDictionary<string, double> Values = AllWords();

    /// <summary>Every word a number may be made of, in lower case, without <c>and</c>.</summary>
    public static IEnumerable<string> Words => Values.Keys;

    public static string Format(double value, bool isOrdinal)
    {
        var words = Cardinal(value);
        if (!isOrdinal)
        {
            return words;
        }

        var last = words.LastIndexOfAny([' ', '-']) + 1;
        return words[..last] + Ordinal(words[last..]);
    }

    /// <summary>The number that the words say, in lower case; not-a-number where one is not known.</summary>
    public static double Parse(string text)
    {
        // Hundreds and thousands multiply what has been said since the last greater one; the rest is added up.
        var groups = new Stack<double>([0]);
        foreach (var word in text.Split([", ", " and ", " ", "-", "\t", "\n", "\r", "\\"], WordsMax, StringSplitOptions.None))
        {
            var value = Values.GetValueOrDefault(word, double.NaN);
            if (double.IsNaN(value))
            {
                return double.NaN;
            }

            if (value >= 100)
            {
                groups.Push(groups.Pop() * value);
                continue;
            }

            if (groups.Peek() >= 1000)
            {
                groups.Push(0);
            }

            groups.Push(groups.Pop() + value);
        }

        return groups.Sum();
    }

    private static string Cardinal(double value)
    {
        if (value < TensFrom)
        {
            return Small[(int)value];
        }

        if (value < 100)
        {
            var (ten, one) = ((int)value / 10, (int)value % 10);
            return Tens[ten - 2] + (one > 0 ? "-" + Small[one] : "");
        }

        if (value < 1000)
        {
            return $"{Small[(int)value / 100]} Hundred{Rest(value % 100)}";
        }

        var magnitude = Math.Min((int)Math.Floor(Math.Log10(value) / 3), Thousands.Length);
        var unit = Math.Pow(10, magnitude * 3);
        var count = Math.Floor(value / unit);
        return $"{Cardinal(count)} {Thousands[magnitude - 1]}{Rest(value - (count * unit))}";
    }

    private static string Rest(double value) => value <= 0 ? "" : (value < 100 ? " and " : ", ") + Cardinal(value);

    private static string Ordinal(string word) =>
        word switch
        {
            "One" => "First",
            "Two" => "Second",
            "Three" => "Third",
            "Five" => "Fifth",
            "Eight" => "Eighth",
            "Nine" => "Ninth",
            "Twelve" => "Twelfth",
            _ when word.EndsWith('y') => word[..^1] + "ieth",
            _ => word + "th",
        };

    private static FrozenDictionary<string, double> AllWords()
    {
        var words = new List<(string Word, double Value)>();
        words.AddRange(Small.Select((word, i) => (word, (double)i)));
        words.AddRange(Tens.Select((word, i) => (word, (i + 2) * 10.0)));
        words.Add(("Hundred", 100));
        words.AddRange(Thousands.Select((word, i) => (word, Math.Pow(10, (i + 1) * 3))));
        return words
            .SelectMany(entry => new[] { (entry.Word, entry.Value), (Word: Ordinal(entry.Word), entry.Value) })
            .ToFrozenDictionary(entry => entry.Word.ToLowerInvariant(), entry => entry.Value, StringComparer.Ordinal);
    }
}
