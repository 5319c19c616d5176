namespace Millrace.Languages.IamPolicies;

/// <summary>A pattern of ARNs: each of the six parts is compared by itself, so a star in one does not reach into the next.</summary>
/// <remarks>Source: IAM User Guide, IAM JSON policy elements: Resource; Condition operators, ARN condition operators.</remarks>
internal sealed class ArnPattern
{
    private const int Parts = 6;

    private readonly PolicyText _whole;
    private readonly List<PolicyText> _parts;
    private readonly bool _isResource;

    private ArnPattern(PolicyText whole, List<PolicyText> parts, bool isResource)
    {
        _whole = whole;
        _parts = parts;
        _isResource = isResource;
    }

    /// <summary>The pattern of a Resource: <c>*</c> is everything, and parts left out at the end are anything.</summary>
    /// <exception cref="MalformedPolicyException">The text begins no ARN, or a variable is broken.</exception>
    public static ArnPattern OfResource(string text, bool hasVariables)
    {
        var whole = PolicyText.Compile(text, hasVariables);
        if (text == "*")
        {
            return new ArnPattern(whole, [], isResource: true);
        }

        return text.StartsWith("arn:", StringComparison.Ordinal)
            ? new ArnPattern(whole, whole.Split(':', Parts), isResource: true)
            : throw new MalformedPolicyException($"The resource '{text}' is not an ARN, nor *.");
    }

    /// <summary>The pattern of a condition. One of fewer parts, such as a lone star, is compared as a whole.</summary>
    /// <exception cref="MalformedPolicyException">A variable is broken.</exception>
    public static ArnPattern OfCondition(string text, bool hasVariables)
    {
        var whole = PolicyText.Compile(text, hasVariables);
        return new ArnPattern(whole, whole.Split(':', Parts), isResource: false);
    }

    /// <inheritdoc cref="PolicyText.CanResolve"/>
    public bool CanResolve(IRequestContext context) => _whole.CanResolve(context);

    /// <summary>Whether an ARN matches; as a resource also <c>*</c>, which stands for no resource in particular.</summary>
    public bool Matches(ReadOnlySpan<char> arn, IRequestContext context)
    {
        Span<Range> ranges = stackalloc Range[Parts];
        var count = arn.Split(ranges, ':');
        if (_isResource ? count < _parts.Count : count != _parts.Count)
        {
            return !_isResource && _whole.Matches(arn, context);
        }

        for (var index = 0; index < _parts.Count; index++)
        {
            if (!_parts[index].Matches(arn[ranges[index]], context))
            {
                return false;
            }
        }

        return true;
    }
}
