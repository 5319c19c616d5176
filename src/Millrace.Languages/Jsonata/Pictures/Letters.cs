namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>Numbers as letters: a to z, then aa, ab and so on. There is none for zero.</summary>
internal static class Letters
{
    private const int Count = 26;

    public static string Format(double value, char first)
    {
        var letters = new Stack<char>();
        for (; value >= 1; value = Math.Floor((value - 1) / Count))
        {
            letters.Push((char)(first + (int)((value - 1) % Count)));
        }

        return new string([.. letters]);
    }

    public static double Parse(string text, char first)
    {
        var value = 0.0;
        foreach (var letter in text)
        {
            value = (value * Count) + (letter - first + 1);
        }

        return value;
    }
}
