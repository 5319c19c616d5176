using System.Text;
using Millrace.Engine;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Sns;

/// <summary>A message in the form in which filter policies look at it.</summary>
internal static class FilterMatching
{
    public static MessageAttribute[] Of(IReadOnlyList<StoredAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return [];
        }

        var seen = new MessageAttribute[attributes.Count];
        for (var index = 0; index < seen.Length; index++)
        {
            var attribute = attributes[index];
            seen[index] = new MessageAttribute(
                attribute.Name,
                attribute.DataType,
                attribute.IsBinary ? null : Encoding.UTF8.GetString(attribute.Value.Span)
            );
        }

        return seen;
    }

    /// <summary>Whether one policy alone lets a message through; how replays ask.</summary>
    public static bool Passes(FilterPolicy policy, MessagePublished message) =>
        new FilterPolicyMatcher().Passes(policy, Of(message.Attributes), message.Body.Span);
}
