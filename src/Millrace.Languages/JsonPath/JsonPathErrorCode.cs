namespace Millrace.Languages.JsonPath;

/// <summary>What went wrong with a path.</summary>
public enum JsonPathErrorCode
{
    /// <summary>The path is not one, or asks a value for what its kind does not have, such as an index of an object.</summary>
    InvalidPath,

    /// <summary>A definite path, or a part of one that must be there, leads nowhere in this document.</summary>
    PathNotFound,

    /// <summary>A <see cref="ReferencePath"/> runs into a value that can hold no member or item of that kind.</summary>
    ReferencePathConflict,

    /// <summary>The path, the work it causes or its result exceeds <see cref="JsonPathLimits"/>.</summary>
    LimitExceeded,
}
