using System.Text;

namespace Millrace.Languages.JsonPath;

/// <summary>A place in the text of a path that is being compiled.</summary>
internal sealed class PathCursor(string text)
{
    private const char End = '\0';

    public string Text { get; } = text;

    /// <summary>Characters before this place. It cannot be set beyond the end, as skipping an escaped character might.</summary>
    public int At
    {
        get;
        set => field = Math.Min(value, Text.Length);
    }

    public bool IsAtEnd => At >= Text.Length;

    /// <summary>The character here, or NUL at the end (where a NUL of the text is as wrong as anything else).</summary>
    public char Current => At < Text.Length ? Text[At] : End;

    public static JsonPathException Invalid(string message) => new(new JsonPathError(JsonPathErrorCode.InvalidPath, message));

    public static JsonPathException Exceeded(string message) => new(new JsonPathError(JsonPathErrorCode.LimitExceeded, message));

    public void SkipSpace()
    {
        while (At < Text.Length && char.IsWhiteSpace(Text[At]))
        {
            At++;
        }
    }

    public bool TryTake(char wanted)
    {
        if (Current != wanted || IsAtEnd)
        {
            return false;
        }

        At++;
        return true;
    }

    public bool TryTake(string wanted)
    {
        if (!Text.AsSpan(At).StartsWith(wanted, StringComparison.Ordinal))
        {
            return false;
        }

        At += wanted.Length;
        return true;
    }

    /// <summary>Takes characters as long as they are of a kind.</summary>
    public string TakeWhile(Func<char, bool> belongs)
    {
        var start = At;
        while (At < Text.Length && belongs(Text[At]))
        {
            At++;
        }

        return Text[start..At];
    }

    /// <summary>Takes a text in single or double quotes; a backslash stands before a character that is meant as such.</summary>
    public string TakeQuoted()
    {
        var start = At;
        var quote = Text[At++];
        var value = new StringBuilder();
        while (!IsAtEnd)
        {
            var c = Text[At++];
            if (c == quote)
            {
                return value.ToString();
            }

            if (c == '\\' && !IsAtEnd)
            {
                c = Text[At++];
            }

            value.Append(c);
        }

        throw Invalid($"A quote is not closed: {Text[start..]}");
    }
}
