namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Texts counted in characters as people count them: a surrogate pair is one.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The characters from one position up to but not including another.</summary>
    public static string Slice(string text, int start, int end)
    {
        var from = Offset(text, 0, start);
        return text[from..Offset(text, from, end - start)];
    }

    private static int Offset(string text, int from, int count)
    {
        for (; count > 0 && from < text.Length; count--)
        {
            from += from + 1 < text.Length && char.IsSurrogatePair(text[from], text[from + 1]) ? 2 : 1;
        }

        return from;
    }
}
