namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>The forms an expression takes as it is written, before paths are put together.</summary>
internal enum SyntaxKind
{
    End,
    Name,
    Variable,
    String,
    Number,
    Value,
    Regex,
    Wildcard,
    Descendants,
    Parent,

    /// <summary>A question mark in the place of an argument.</summary>
    Placeholder,
    Negate,
    ArrayConstructor,
    ObjectConstructor,
    Block,
    Transform,

    /// <summary>A binary operator that is only its two operands: arithmetic, comparison, logic, text, range, the dot.</summary>
    Binary,
    Predicate,
    Group,
    OrderBy,
    Bind,
    Focus,
    Index,
    Apply,
    Condition,

    /// <summary><c>??</c>: what is on the left unless it does not exist.</summary>
    Coalesce,

    /// <summary><c>?:</c>: what is on the left unless it is false.</summary>
    Default,
    Call,
    PartialCall,
    Lambda,
}
