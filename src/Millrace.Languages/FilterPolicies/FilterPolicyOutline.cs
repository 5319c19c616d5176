using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>The tokens of a policy's JSON, for looking ahead: whether <c>$or</c> is an operator depends on what follows it.</summary>
internal sealed class FilterPolicyOutline
{
    private const string SourceStart = "[Source: (String)\"";
    private const string SourceEnd = "; line: ";

    private readonly List<Token> _tokens = [];

    /// <param name="Kind">What stands there.</param>
    /// <param name="Text">The name or the string, where it is one.</param>
    /// <param name="End">The place of the token that closes what this one opens.</param>
    private record struct Token(PatternToken Kind, string Text, int End);

    /// <summary>Reads a whole policy.</summary>
    /// <exception cref="FilterPolicyException">The text is not JSON. AWS says that in other words than what is wrong with a policy's meaning.</exception>
    public static FilterPolicyOutline Read(string json)
    {
        var outline = new FilterPolicyOutline();
        try
        {
            outline.ReadAll(new PatternReader(json, FilterPolicyLimits.DepthMax));
            return outline;
        }
        catch (PatternException exception)
        {
            var (reason, location) = exception.Rejection;
            throw new FilterPolicyException(
                new FilterPolicyRejection($"failed to parse JSON. {HideSource(reason)}", HideSource(location))
            );
        }
    }

    public PatternToken Kind(int at) => _tokens[at].Kind;

    /// <summary>The name or the string that stands here.</summary>
    public string Text(int at) => _tokens[at].Text;

    /// <summary>The place of the token that closes the object or array opened here.</summary>
    public int End(int at) => _tokens[at].End;

    /// <summary>The place behind the value that starts here.</summary>
    public int Behind(int at) => Math.Max(at, _tokens[at].End) + 1;

    private void ReadAll(PatternReader reader)
    {
        var open = new Stack<int>();
        do
        {
            var kind = reader.Next();
            if (kind is PatternToken.ObjectEnd or PatternToken.ArrayEnd)
            {
                var start = open.Pop();
                _tokens[start] = _tokens[start] with { End = _tokens.Count };
            }
            else if (kind is PatternToken.ObjectStart or PatternToken.ArrayStart)
            {
                open.Push(_tokens.Count);
            }

            _tokens.Add(new Token(kind, reader.Text(), End: -1));
        } while (open.Count > 0);
    }

    /// <summary>AWS quotes the source of what it understands, and only names the place in what it does not.</summary>
    private static string HideSource(string text)
    {
        var start = text.IndexOf(SourceStart, StringComparison.Ordinal);
        return start < 0
            ? text
            : $"{text[..start]}[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)"
                + text[text.LastIndexOf(SourceEnd, StringComparison.Ordinal)..];
    }
}
