using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>Kinds of arguments as a signature names them: one letter each.</summary>
[Flags]
internal enum ArgumentKinds
{
    None = 0,

    /// <summary><c>s</c></summary>
    String = 1,

    /// <summary><c>n</c></summary>
    Number = 2,

    /// <summary><c>b</c></summary>
    Boolean = 4,

    /// <summary><c>l</c></summary>
    Null = 8,

    /// <summary><c>a</c></summary>
    Array = 16,

    /// <summary><c>o</c></summary>
    Object = 32,

    /// <summary><c>f</c></summary>
    Function = 64,

    /// <summary>An argument that is there but undefined; every kind but a function may be.</summary>
    Missing = 128,

    /// <summary><c>j</c></summary>
    Json = String | Number | Boolean | Null | Array | Object,

    /// <summary><c>x</c></summary>
    Any = Json | Function,
}

/// <summary>Between values, letters and kinds.</summary>
internal static class ArgumentKindsExtensions
{
    private const string Letters = "snblaof";

    public static ArgumentKinds FromLetter(char letter) =>
        Letters.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0 ? (ArgumentKinds)(1 << at) : ArgumentKinds.None;

    public static ArgumentKinds Of(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.String => ArgumentKinds.String,
            JsonKind.Number => ArgumentKinds.Number,
            JsonKind.Boolean => ArgumentKinds.Boolean,
            JsonKind.Null => ArgumentKinds.Null,
            JsonKind.Array => ArgumentKinds.Array,
            JsonKind.Object => ArgumentKinds.Object,
            JsonKind.Function => ArgumentKinds.Function,
            _ => ArgumentKinds.Missing,
        };
}
