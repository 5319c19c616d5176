namespace Millrace.Languages.EventPatterns;

/// <summary>Which part of a string is compared without regard to case.</summary>
public enum IgnoreCasePart
{
    /// <summary><c>{"equals-ignore-case": "text"}</c></summary>
    Whole,

    /// <summary><c>{"prefix": {"equals-ignore-case": "text"}}</c></summary>
    Start,

    /// <summary><c>{"suffix": {"equals-ignore-case": "text"}}</c></summary>
    End,
}
