using Millrace.Languages.Jsonata.Syntax;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Finds what an expression takes from a document: states have none, so AWS refuses the definition.</summary>
/// <remarks>
/// Names within a path, a predicate, a grouping, a sort or a transform are about what comes before them, and are fine.
/// <para>Source: Developer Guide, Transforming data with JSONata; answers of AWS told in public issues.</para>
/// </remarks>
internal static class TopLevelReferences
{
    /// <summary>The first such name, <c>$</c> or <c>$$</c>; null when there is none.</summary>
    public static string? First(SyntaxNode? node) =>
        node?.Kind switch
        {
            SyntaxKind.Name => node.Text,
            // The document itself: the variable without a name, and the one whose name is a dollar.
            SyntaxKind.Variable => node.Text is "" or "$" ? "$" + node.Text : null,
            SyntaxKind.Binary when node.Text is not "." => First(node.Left) ?? First(node.Right),
            SyntaxKind.Binary
            or SyntaxKind.Predicate
            or SyntaxKind.Group
            or SyntaxKind.OrderBy
            or SyntaxKind.Focus
            or SyntaxKind.Index
            or SyntaxKind.Negate => First(node.Left),
            SyntaxKind.Bind or SyntaxKind.Lambda => First(node.Right),
            SyntaxKind.Apply or SyntaxKind.Coalesce or SyntaxKind.Default => First(node.Left) ?? First(node.Right),
            SyntaxKind.Condition => First(node.Left) ?? First(node.Right) ?? First(node.Third),
            // Calling a name fails when it is evaluated, with a text of its own (recorded).
            SyntaxKind.Call or SyntaxKind.PartialCall => (node.Left!.Kind == SyntaxKind.Name ? null : First(node.Left))
                ?? First(node.Items),
            SyntaxKind.Block or SyntaxKind.ArrayConstructor => First(node.Items),
            SyntaxKind.ObjectConstructor => First([.. node.Members.SelectMany(member => new[] { member.Key, member.Value })]),
            _ => null,
        };

    private static string? First(IReadOnlyList<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (First(node) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
