using System.Text.Json;

namespace Millrace.Languages.IamPolicies;

/// <summary>An Action or NotAction element. Case does not matter, and there are no variables.</summary>
/// <remarks>Source: IAM User Guide, IAM JSON policy elements: Action.</remarks>
internal sealed class ActionSet
{
    private readonly PolicyText[] _patterns;

    private ActionSet(IReadOnlyList<string> given)
    {
        Given = given;
        _patterns = [.. given.Select(action => PolicyText.Compile(action, hasVariables: false))];
    }

    /// <summary>The actions as the document writes them.</summary>
    public IReadOnlyList<string> Given { get; }

    /// <exception cref="MalformedPolicyException">An action is neither <c>*</c> nor <c>service:Name</c>.</exception>
    public static ActionSet Read(JsonElement element, string name)
    {
        var actions = PolicyReading.Texts(element, name);
        foreach (var action in actions)
        {
            PolicyReading.Demand(action == "*" || IsNamed(action), $"'{action}' is not an action, such as sqs:SendMessage.");
        }

        return new ActionSet(actions);
    }

    public bool Contains(string action, IRequestContext context)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Matches(action, context, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(string action)
    {
        var colon = action.IndexOf(':');
        return colon > 0 && colon < action.Length - 1 && IsWord(action.AsSpan(0, colon)) && IsWord(action.AsSpan(colon + 1));
    }

    private static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '*' or '?'))
            {
                return false;
            }
        }

        return true;
    }
}
