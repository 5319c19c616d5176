namespace Millrace.Api;

/// <summary>What kind of constraint a value breaks.</summary>
public enum ConstraintKind
{
    /// <summary>A required member is absent.</summary>
    Required,

    /// <summary>The length of a text, blob, list or map.</summary>
    Length,

    /// <summary>The size of a number.</summary>
    Range,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>A closed set of values.</summary>
    Enum,
}
