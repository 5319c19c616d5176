using System.Collections.Generic;
using System.Linq;

namespace Millrace.Api.Generator.Model;

/// <summary>One shape of a model.</summary>
internal sealed class ShapeDefinition
{
    private readonly JsonValue _value;

    public ShapeDefinition(string name, JsonValue value)
    {
        Name = name;
        _value = value;
        Type = value.TextOf("type") ?? "";
        Item = Reference("member");
        Key = Reference("key");
        Value = Reference("value");
        Enum = value.TextsOf("enum");
        Required = new HashSet<string>(value.TextsOf("required"));
        Members = value["members"]?.Members.Select(member => (member.Key, new ShapeReference(member.Value))).ToList() ?? [];
    }

    public string Name { get; }

    /// <summary><c>structure</c>, <c>list</c>, <c>map</c>, <c>string</c>, <c>integer</c> and so on.</summary>
    public string Type { get; }

    public bool IsStructure => Type == "structure";

    public bool IsException => _value.Flag("exception");

    /// <summary>True for an error that is the service's fault.</summary>
    public bool IsFault => _value.Flag("fault");

    public bool IsFlattened => _value.Flag("flattened");

    public bool IsSensitive => _value.Flag("sensitive");

    /// <summary>The wire name a list or map carries itself; null when it has none.</summary>
    public string? LocationName => _value.TextOf("locationName");

    public string? TimestampFormat => _value.TextOf("timestampFormat");

    /// <summary>The member of a structure that is the whole body of a REST message; null when there is none.</summary>
    public string? Payload => _value.TextOf("payload");

    public string? Min => _value.TextOf("min");

    public string? Max => _value.TextOf("max");

    public string? Pattern => _value.TextOf("pattern");

    public IReadOnlyList<string> Enum { get; }

    public HashSet<string> Required { get; }

    public IReadOnlyList<(string Name, ShapeReference Reference)> Members { get; }

    /// <summary>The items of a list.</summary>
    public ShapeReference? Item { get; }

    public ShapeReference? Key { get; }

    public ShapeReference? Value { get; }

    /// <summary>The Query code the model gives an error; null when it is the shape's name.</summary>
    public string? ErrorCode => _value["error"]?.TextOf("code");

    /// <summary>The HTTP status the model gives an error; null when it is the protocol's usual one.</summary>
    public string? ErrorStatus => _value["error"]?.TextOf("httpStatusCode");

    private ShapeReference? Reference(string role) => _value[role] is { } reference ? new ShapeReference(reference) : null;
}
