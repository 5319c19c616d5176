using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>One parameter of a <see cref="Signature"/>.</summary>
/// <param name="Letters">The kinds as the signature writes them.</param>
/// <param name="Kinds">The kinds an argument may have.</param>
internal sealed record Parameter(string Letters, ArgumentKinds Kinds)
{
    /// <summary>What the items of an array must be: the letters between the angle brackets.</summary>
    public string? ItemLetters { get; init; }

    /// <summary>Whether the argument may be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the value in context stands in for an argument left out.</summary>
    public bool TakesContext { get; init; }

    /// <summary>Whether any number of arguments follow one another.</summary>
    public bool IsRepeated { get; init; }

    public bool IsArray => Letters == "a";

    public bool Accepts(JsonValue argument) => (Kinds & ArgumentKindsExtensions.Of(argument)) != ArgumentKinds.None;
}
