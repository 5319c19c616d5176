using System;
using System.Collections.Generic;
using System.Linq;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>One class per service with a property per error: the model's facts, corrected and completed by the quirks.</summary>
internal sealed class ErrorEmitter(ServiceDefinition service)
{
    public string ClassName => service.Prefix + "Errors";

    /// <summary>The shapes of all errors, sorted by name.</summary>
    public IReadOnlyList<string> Shapes { get; } =
        service
            .Shapes.Values.Where(shape => shape.IsException)
            .Select(shape => shape.Name)
            .Union(service.ErrorQuirks.Select(quirk => quirk.Key))
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToList();

    public string Emit()
    {
        var code = new CodeWriter();
        code.Line($"namespace {service.Namespace};");
        code.Line();
        code.Line($"/// <summary>The errors of {service.Name}.</summary>");
        code.Open($"public static class {ClassName}");
        foreach (var shape in Shapes)
        {
            code.Line($"public static global::Millrace.Api.AwsError {shape} {{ get; }} = {Error(shape)};");
            code.Line();
        }

        code.Close();
        return code.ToString();
    }

    private string Error(string name)
    {
        service.Shapes.TryGetValue(name, out var shape);
        var quirk = service.ErrorQuirks.FirstOrDefault(entry => entry.Key == name).Value ?? new JsonValue();
        var fault = quirk.TextOf("fault") ?? (shape?.IsFault == true ? "Receiver" : "Sender");
        var status = quirk.TextOf("httpStatus") ?? shape?.ErrorStatus ?? (fault == "Receiver" ? "500" : "400");
        var queryStatus = quirk.TextOf("queryHttpStatus") ?? status;
        var code = quirk.TextOf("code") ?? shape?.ErrorCode ?? name;
        var message = quirk.TextOf("message") ?? name;
        var queryMessage = quirk.TextOf("queryMessage") is { } text ? ", " + Names.Literal(text) : "";
        var space = quirk.TextOf("shapeNamespace") is { } other ? $" {{ ShapeNamespace = {Names.Literal(other)} }}" : "";
        return $"new({Names.Literal(name)}, {Names.Literal(code)}, {status}, {queryStatus}, global::Millrace.Api.Fault.{fault}, "
            + $"{Names.Literal(message)}{queryMessage}){space}";
    }
}
