namespace Millrace.Languages.Json;

/// <summary>What a <see cref="JsonValue"/> is.</summary>
public enum JsonKind
{
    /// <summary>No value at all: a path that led nowhere. Never written; the default of <see cref="JsonValue"/>.</summary>
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,

    /// <summary>A value that only the language which made it understands, such as a JSONata lambda.</summary>
    Function,
}
