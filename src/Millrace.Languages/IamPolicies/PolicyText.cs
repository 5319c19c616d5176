namespace Millrace.Languages.IamPolicies;

/// <summary>A text of a policy, compiled: characters, wildcards, and variables that each request fills in.</summary>
/// <remarks>
/// Source: IAM User Guide, IAM policy elements: Variables and tags. Variables and the escapes <c>${*}</c>, <c>${?}</c>, <c>${$}</c> are
/// part of version 2012-10-17; in 2008-10-17 they are plain characters. What a variable is replaced with is never a wildcard.
/// </remarks>
internal sealed class PolicyText
{
    /// <summary>Signs from here downwards are variables, the first one first.</summary>
    private const int FirstVariable = -3;

    /// <summary>Longer patterns than this are filled in on the heap.</summary>
    private const int OnStackMax = 256;

    private readonly int[] _signs;
    private readonly PolicyVariable[] _variables;
    private readonly string? _literal;

    private PolicyText(int[] signs, PolicyVariable[] variables)
    {
        _signs = signs;
        _variables = variables;
        if (signs.AsSpan().IndexOfAnyInRange(int.MinValue, -1) < 0)
        {
            _literal = string.Create(signs.Length, signs, static (text, from) => Write(from, text));
        }
    }

    /// <summary>Compiles a text.</summary>
    /// <param name="hasVariables">The version of the document has them.</param>
    /// <param name="hasWildcards">Whether stars and question marks are wildcards here.</param>
    /// <exception cref="MalformedPolicyException">A brace that is not closed, or what is between two is no variable.</exception>
    public static PolicyText Compile(string text, bool hasVariables, bool hasWildcards = true)
    {
        var signs = new List<int>(text.Length);
        var variables = new List<PolicyVariable>();
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (hasVariables && character == '$' && index + 1 < text.Length && text[index + 1] == '{')
            {
                var end = text.IndexOf('}', index);
                if (end < 0)
                {
                    throw new MalformedPolicyException($"A variable in '{text}' has no closing brace.");
                }

                AddVariable(text.AsSpan(index + 2, end - index - 2), text, signs, variables);
                index = end;
            }
            else
            {
                signs.Add(
                    character switch
                    {
                        '*' when hasWildcards => Wildcards.AnyRun,
                        '?' when hasWildcards => Wildcards.AnyOne,
                        _ => character,
                    }
                );
            }
        }

        return new PolicyText([.. signs], [.. variables]);
    }

    /// <summary>The parts between the first colons, so that a wildcard stays within its part of an ARN.</summary>
    /// <param name="most">The last part holds all that is left.</param>
    public List<PolicyText> Split(char separator, int most)
    {
        var parts = new List<PolicyText>(most);
        var from = 0;
        while (parts.Count < most - 1 && Array.IndexOf(_signs, separator, from) is >= 0 and var at)
        {
            parts.Add(new PolicyText(_signs[from..at], _variables));
            from = at + 1;
        }

        parts.Add(new PolicyText(_signs[from..], _variables));
        return parts;
    }

    /// <summary>False when it holds a variable that has neither a value in this request nor a default: it matches nothing then.</summary>
    public bool CanResolve(IRequestContext context)
    {
        foreach (var variable in _variables)
        {
            if (variable.Resolve(context) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the whole text matches.</summary>
    public bool Matches(ReadOnlySpan<char> text, IRequestContext context, bool ignoreCase = false)
    {
        if (_literal is not null)
        {
            return text.Equals(_literal, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }

        if (_variables.Length == 0)
        {
            return Wildcards.Match(_signs, text, ignoreCase);
        }

        var length = LengthFilled(context);
        if (length < 0)
        {
            return false;
        }

        var filled = length <= OnStackMax ? stackalloc int[length] : new int[length];
        Fill(filled, context);
        return Wildcards.Match(filled, text, ignoreCase);
    }

    private static void AddVariable(ReadOnlySpan<char> inside, string text, List<int> signs, List<PolicyVariable> variables)
    {
        if (inside is "*" or "?" or "$")
        {
            signs.Add(inside[0]);
            return;
        }

        var variable =
            PolicyVariable.Read(inside)
            ?? throw new MalformedPolicyException($"'${{{inside}}}' in '{text}' is not a policy variable.");
        signs.Add(FirstVariable - variables.Count);
        variables.Add(variable);
    }

    /// <summary>How long it is with its variables replaced; below zero when one has no value.</summary>
    private int LengthFilled(IRequestContext context)
    {
        var length = 0;
        foreach (var sign in _signs)
        {
            if (sign > FirstVariable)
            {
                length++;
            }
            else if (_variables[FirstVariable - sign].Resolve(context) is { } value)
            {
                length += value.Length;
            }
            else
            {
                return -1;
            }
        }

        return length;
    }

    private void Fill(Span<int> filled, IRequestContext context)
    {
        var at = 0;
        foreach (var sign in _signs)
        {
            if (sign > FirstVariable)
            {
                filled[at++] = sign;
                continue;
            }

            foreach (var character in _variables[FirstVariable - sign].Resolve(context)!)
            {
                filled[at++] = character;
            }
        }
    }

    private static void Write(int[] signs, Span<char> text)
    {
        for (var index = 0; index < signs.Length; index++)
        {
            text[index] = (char)signs[index];
        }
    }
}
