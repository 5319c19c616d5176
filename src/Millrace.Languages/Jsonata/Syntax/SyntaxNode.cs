using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>An expression as it is written.</summary>
internal sealed class SyntaxNode(SyntaxKind kind, int position, int depth)
{
    public SyntaxKind Kind { get; set; } = kind;

    public int Position { get; } = position;

    /// <summary>Levels below and including this one; what comes after the parser recurses as deep as this says.</summary>
    public int Depth { get; } = depth;

    /// <summary>A name, a variable, an operator, or the pattern of a regular expression.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value of a literal; the flags of a regular expression.</summary>
    public JsonValue Value { get; init; }

    /// <summary>The operand on the left, the callee, the condition, the pattern of a transform.</summary>
    public SyntaxNode? Left { get; init; }

    /// <summary>The operand on the right, the second branch, the update of a transform, the body of a lambda.</summary>
    public SyntaxNode? Right { get; init; }

    /// <summary>The third part: the branch otherwise, or what a transform deletes.</summary>
    public SyntaxNode? Third { get; init; }

    /// <summary>Arguments, parameters, items or the expressions of a block.</summary>
    public IReadOnlyList<SyntaxNode> Items { get; init; } = [];

    /// <summary>Members of an object constructor, or of a grouping.</summary>
    public IReadOnlyList<(SyntaxNode Key, SyntaxNode Value)> Members { get; init; } = [];

    public IReadOnlyList<(SyntaxNode Expression, bool Descending)> Terms { get; init; } = [];

    public Signature? Signature { get; init; }

    /// <summary>Followed by <c>[]</c>: one result is to stay an array.</summary>
    public bool KeepArray { get; set; }

    /// <summary>What error texts print for it.</summary>
    public JsonValue Shown => Kind is SyntaxKind.Number or SyntaxKind.Value ? Value : Text;
}
