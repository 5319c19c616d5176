using System.Buffers;

namespace Millrace.Languages.IamPolicies;

/// <summary>A placeholder in a pattern: <c>${aws:username}</c>, <c>${aws:PrincipalTag/team, 'nobody'}</c>.</summary>
/// <param name="Key">The context key whose value takes its place.</param>
/// <param name="Default">What takes its place when there is no value; null for nothing.</param>
internal readonly record struct PolicyVariable(string Key, string? Default)
{
    private static readonly SearchValues<char> _notInKeys = SearchValues.Create("${}*?'\" ");

    /// <summary>The text between the braces, taken apart; null when it is not a variable.</summary>
    public static PolicyVariable? Read(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        var key = (comma < 0 ? text : text[..comma]).Trim();
        if (key.IsEmpty || key.ContainsAny(_notInKeys))
        {
            return null;
        }

        if (comma < 0)
        {
            return new PolicyVariable(key.ToString(), null);
        }

        var given = text[(comma + 1)..].Trim();
        return given.Length >= 2 && given[0] == '\'' && given[^1] == '\'' && !given[1..^1].Contains('\'')
            ? new PolicyVariable(key.ToString(), given[1..^1].ToString())
            : null;
    }

    /// <summary>What takes its place in this request; null when there is nothing.</summary>
    public string? Resolve(IRequestContext context) => context.Find(Key).Single ?? Default;
}
