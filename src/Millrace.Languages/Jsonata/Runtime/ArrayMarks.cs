namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>What the language remembers of an array while it evaluates.</summary>
[Flags]
internal enum ArrayMarks
{
    None = 0,

    /// <summary>A sequence of results: empty it is undefined, with one item it is that item.</summary>
    Sequence = 1,

    /// <summary>A sequence that stays an array with one item.</summary>
    KeepSingleton = 2,

    /// <summary>Built by an array constructor in a path: it is one result and is not flattened into the others.</summary>
    Constructed = 4,

    /// <summary>The wrapping of an input that is itself an array, so that it is one input.</summary>
    OuterWrapper = 8,

    /// <summary>A stream of tuples: every item is a <see cref="PathTuple"/> in a function value.</summary>
    Tuples = 16,
}
