using System;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>How a shape looks as a C# type, and the expressions that read and write a value of it.</summary>
internal sealed class TypeEmitter(ServiceDefinition service)
{
    /// <summary>The class that reads and writes the service's lists and maps.</summary>
    public string CollectionsClass => service.Prefix + "Collections";

    /// <summary>The type of a value that is there.</summary>
    public string TypeOf(ShapeDefinition shape, bool isUtf8 = false) =>
        shape.Type switch
        {
            "string" when isUtf8 => "global::Millrace.Api.Utf8Text",
            "string" or "character" => "string",
            "integer" => "int",
            "long" => "long",
            "double" or "float" => "double",
            "boolean" => "bool",
            "timestamp" => "global::System.DateTimeOffset",
            "blob" => "global::System.ReadOnlyMemory<byte>",
            "structure" => $"global::{service.Namespace}.{shape.Name}",
            "list" => $"global::System.Collections.Generic.List<{TypeOf(service.Shape(shape.Item!))}>",
            "map" => $"global::System.Collections.Generic.Dictionary<string, {TypeOf(service.Shape(shape.Value!))}>",
            _ => throw new FormatException($"Shape '{shape.Name}' has the unknown type '{shape.Type}'."),
        };

    /// <summary>True when the type is a struct, so that its absence is a Nullable.</summary>
    public static bool IsValueType(ShapeDefinition shape, bool isUtf8 = false) =>
        isUtf8 || shape.Type is "integer" or "long" or "double" or "float" or "boolean" or "timestamp" or "blob";

    /// <summary>The expression that reads a value; <paramref name="schema"/> is that of a list or map.</summary>
    public string Read(ShapeDefinition shape, ShapeReference reference, string schema, bool isUtf8 = false) =>
        shape.Type switch
        {
            "string" when isUtf8 => "reader.ReadUtf8Text()",
            "string" or "character" => "reader.ReadString()",
            "integer" => "reader.ReadInt32()",
            "long" => "reader.ReadInt64()",
            "double" or "float" => "reader.ReadDouble()",
            "boolean" => "reader.ReadBoolean()",
            "timestamp" => $"reader.ReadTimestamp({Format(shape, reference)})",
            "blob" => "reader.ReadBlob()",
            "structure" => $"{TypeOf(shape)}.Read(ref reader)",
            _ => $"{CollectionsClass}.Read{shape.Name}(ref reader, {schema})",
        };

    /// <summary>The statement that writes a value.</summary>
    public string Write(ShapeDefinition shape, ShapeReference reference, string value, string schema, bool isUtf8 = false) =>
        shape.Type switch
        {
            "string" when isUtf8 => $"writer.WriteUtf8Text({value});",
            "string" or "character" => $"writer.WriteString({value});",
            "integer" => $"writer.WriteInt32({value});",
            "long" => $"writer.WriteInt64({value});",
            "double" or "float" => $"writer.WriteDouble({value});",
            "boolean" => $"writer.WriteBoolean({value});",
            "timestamp" => $"writer.WriteTimestamp({value}, {Format(shape, reference)});",
            "blob" => $"writer.WriteBlob({value});",
            "structure" => $"{TypeOf(shape)}.Write(ref writer, {value});",
            _ => $"{CollectionsClass}.Write{shape.Name}(ref writer, {value}, {schema});",
        };

    /// <summary>The schema of a list or map used under <paramref name="memberName"/>; flattened ones take that name.</summary>
    public string Schema(ShapeDefinition shape, bool isFlattened, string memberName)
    {
        var flattened = isFlattened ? "true" : "false";
        if (shape.Type == "list")
        {
            var item = isFlattened
                ? memberName
                : service.QueryNameQuirk(shape.Name, "member") ?? shape.Item!.LocationName ?? "member";
            return $"new({Names.Literal(item)}, {flattened})";
        }

        var key = service.QueryNameQuirk(shape.Name, "key") ?? shape.Key!.LocationName ?? "key";
        var value = service.QueryNameQuirk(shape.Name, "value") ?? shape.Value!.LocationName ?? "value";
        var entry = isFlattened ? memberName : "entry";
        return $"new({Names.Literal(entry)}, {Names.Literal(key)}, {Names.Literal(value)}, {flattened})";
    }

    private static string Format(ShapeDefinition shape, ShapeReference reference) =>
        "global::Millrace.Api.TimestampFormat."
        + (reference.TimestampFormat ?? shape.TimestampFormat) switch
        {
            "unixTimestamp" => "UnixTimestamp",
            "iso8601" => "Iso8601",
            "rfc822" => "Rfc822",
            null when reference.Location is "header" => "Rfc822",
            null => "ProtocolDefault",
            var other => throw new FormatException($"Shape '{shape.Name}' has the unknown timestamp format '{other}'."),
        };
}
