namespace Millrace.Languages.Jsonata.Runtime;

/// <content>Reads signatures.</content>
internal sealed partial class Signature
{
    // More parameters than any function has; they are handed out by recursion.
    private const int ParametersMax = 32;

    /// <summary>Reads a signature in angle brackets that starts at that position of the expression.</summary>
    /// <remarks>Errors: S0401 for item kinds of something that has no items, S0402 for such kinds in a choice.</remarks>
    public static Signature Parse(string text, int position = 0)
    {
        var parameters = new List<Parameter>();
        for (var at = 1; at < text.Length && text[at] != ':'; at++)
        {
            switch (text[at])
            {
                case 's' or 'n' or 'b' or 'l' or 'o':
                    parameters.Add(
                        new(text[at].ToString(), ArgumentKindsExtensions.FromLetter(text[at]) | ArgumentKinds.Missing)
                    );
                    break;
                case 'f':
                    parameters.Add(new("f", ArgumentKinds.Function));
                    break;
                case 'j':
                    parameters.Add(new("j", ArgumentKinds.Json | ArgumentKinds.Missing));
                    break;
                case 'a' or 'x':
                    // Any value will do for an array: a single one becomes an array of one.
                    parameters.Add(new(text[at].ToString(), ArgumentKinds.Any | ArgumentKinds.Missing));
                    break;
                case '-':
                    Change(parameters, parameter => parameter with { TakesContext = true, IsOptional = true });
                    break;
                case '?':
                    Change(parameters, parameter => parameter with { IsOptional = true });
                    break;
                case '+':
                    Change(parameters, parameter => parameter with { IsRepeated = true });
                    break;
                case '(':
                    at = AddChoice(text, at, parameters, position);
                    break;
                case '<':
                    at = AddItems(text, at, parameters, position);
                    break;
                default:
                    break;
            }

            if (parameters.Count > ParametersMax)
            {
                throw new JsonataException("S0402", text, position);
            }
        }

        return new Signature(parameters);
    }

    private static void Change(List<Parameter> parameters, Func<Parameter, Parameter> change)
    {
        if (parameters.Count > 0)
        {
            parameters[^1] = change(parameters[^1]);
        }
    }

    private static int AddChoice(string text, int at, List<Parameter> parameters, int position)
    {
        var close = Closing(text, at, '(', ')');
        var letters = text[(at + 1)..close];
        if (letters.Contains('<', StringComparison.Ordinal))
        {
            throw new JsonataException("S0402", letters, position + at);
        }

        var kinds = ArgumentKinds.Missing;
        foreach (var letter in letters)
        {
            kinds |= ArgumentKindsExtensions.FromLetter(letter);
        }

        parameters.Add(new($"({letters})", kinds));
        return close;
    }

    private static int AddItems(string text, int at, List<Parameter> parameters, int position)
    {
        if (parameters.Count == 0 || parameters[^1].Letters is not ("a" or "f"))
        {
            var letters = parameters.Count == 0 ? default : (Json.JsonValue)parameters[^1].Letters;
            throw new JsonataException("S0401", letters, position + at);
        }

        var close = Closing(text, at, '<', '>');
        Change(parameters, parameter => parameter with { ItemLetters = text[(at + 1)..close] });
        return close;
    }

    /// <summary>Where the bracket opened at <paramref name="at"/> closes, or the end.</summary>
    private static int Closing(string text, int at, char open, char close)
    {
        var depth = 1;
        for (at++; at < text.Length; at++)
        {
            depth +=
                text[at] == open ? 1
                : text[at] == close ? -1
                : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return text.Length;
    }
}
