using System.Text;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>Roman numbers. There is none for zero, and above a thousand there are only more thousands.</summary>
internal static class RomanNumerals
{
    private static readonly (int Value, string Text)[] Numerals =
    [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];

    /// <remarks>Errors: U1001 when there would be millions of letters.</remarks>
    public static string Format(double value, Evaluation evaluation)
    {
        evaluation.Charge((long)Math.Min(value / 1000, long.MaxValue / 2));
        var text = new StringBuilder();
        foreach (var (worth, letters) in Numerals)
        {
            for (; value >= worth; value -= worth)
            {
                text.Append(letters);
            }
        }

        return text.ToString();
    }

    /// <summary>The number of capital letters, or not-a-number for other letters. A letter before a greater one is subtracted.</summary>
    public static double Parse(string text)
    {
        var (total, greatest) = (0.0, 1.0);
        foreach (var letter in text.Reverse())
        {
            var worth = letter switch
            {
                'M' => 1000,
                'D' => 500,
                'C' => 100,
                'L' => 50,
                'X' => 10,
                'V' => 5,
                'I' => 1,
                _ => double.NaN,
            };
            total += worth < greatest ? -worth : worth;
            greatest = Math.Max(greatest, worth);
        }

        return total;
    }
}
