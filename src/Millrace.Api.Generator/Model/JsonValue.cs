using System.Collections.Generic;
using System.Linq;

namespace Millrace.Api.Generator.Model;

/// <summary>A JSON value of a model file: an object, an array, or a scalar kept as its text.</summary>
internal sealed class JsonValue
{
    private static readonly IReadOnlyList<KeyValuePair<string, JsonValue>> NoMembers = [];

    /// <summary>The members of an object in the file's order; empty for other values.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; init; } = NoMembers;

    /// <summary>The items of an array; empty for other values.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>The text of a string, number, <c>true</c> or <c>false</c>; null for objects, arrays and <c>null</c>.</summary>
    public string? Text { get; init; }

    /// <summary>The member of that name; null when there is none.</summary>
    public JsonValue? this[string name] => Members.FirstOrDefault(member => member.Key == name).Value;

    /// <summary>True when the member of that name is <c>true</c>, or an object, as botocore writes some flags.</summary>
    public bool Flag(string name) => this[name] is { } value && value.Text is null or "true";

    /// <summary>The text of the member of that name; null when there is none.</summary>
    public string? TextOf(string name) => this[name]?.Text;

    /// <summary>The texts of the array of that name; empty when there is none.</summary>
    public IReadOnlyList<string> TextsOf(string name) => this[name]?.Items.Select(item => item.Text ?? "").ToList() ?? [];
}
