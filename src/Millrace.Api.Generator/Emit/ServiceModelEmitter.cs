using System.Collections.Generic;
using System.Linq;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>The class that describes the service as a whole and each of its operations.</summary>
internal sealed class ServiceModelEmitter(ServiceDefinition service, ErrorEmitter errors)
{
    private const string Frozen = "global::System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary";

    public string Emit()
    {
        var metadata = service.Metadata;
        var code = new CodeWriter();
        code.Line($"namespace {service.Namespace};");
        code.Line();
        code.Line($"/// <summary>The model of {service.Name}.</summary>");
        code.Open($"public static class {service.Prefix}Model");
        code.Open("public static global::Millrace.Api.ServiceModel Service { get; } = new()");
        code.Line($"Name = {Names.Literal(service.Name)},");
        code.Line($"ServiceId = {Names.Literal(metadata.TextOf("serviceId") ?? service.Prefix)},");
        code.Line(
            $"SigningName = {Names.Literal(metadata.TextOf("signingName") ?? metadata.TextOf("endpointPrefix") ?? service.Name)},"
        );
        code.Line($"ImportedFrom = {Names.Literal(service.ImportedFrom)},");
        code.Line($"ApiVersion = {Names.Literal(metadata.TextOf("apiVersion") ?? "")},");
        code.Line($"Protocols = [{Protocols(metadata)}],");
        code.Line($"TargetPrefix = {Names.Literal(metadata.TextOf("targetPrefix"))},");
        code.Line($"JsonVersion = {Names.Literal(metadata.TextOf("jsonVersion"))},");
        code.Line($"XmlNamespace = {Names.Literal(service.Quirk("xmlNamespace") ?? metadata.TextOf("xmlNamespace"))},");
        code.Line($"ShapeNamespace = {Names.Literal(service.Quirk("shapeNamespace") ?? "com.amazonaws." + service.Name)},");
        code.Line($"IsQueryCompatible = {(metadata.Flag("awsQueryCompatible") ? "true" : "false")},");
        code.Line($"HasErrorDetail = {(service.Quirk("errorDetail") == "true" ? "true" : "false")},");
        Constraints(code);
        Operations(code);
        Errors(code);
        code.Close(";");
        code.Close();
        return code.ToString();
    }

    private static string Protocols(JsonValue metadata)
    {
        var listed = metadata.TextsOf("protocols");
        var protocols = listed.Count > 0 ? listed : [metadata.TextOf("protocol") ?? ""];
        return string.Join(", ", protocols.Select(Names.Literal));
    }

    private void Constraints(CodeWriter code)
    {
        if (service.Constraints is { } constraints)
        {
            code.Line($"ConstraintStyle = global::Millrace.Api.ConstraintStyle.{constraints.TextOf("style")},");
            code.Line($"ConstraintError = {errors.ClassName}.{constraints.TextOf("error")},");
        }
    }

    private void Operations(CodeWriter code)
    {
        code.Line($"Operations = {Frozen}<string, global::Millrace.Api.OperationModel>(");
        code.Line("[");
        foreach (var operation in service.Operations)
        {
            var parts = new List<string> { $"Name = {Names.Literal(operation.Key)}" };
            parts.AddRange(Parts(operation.Value));
            code.Line($"    new({Names.Literal(operation.Key)}, new() {{ {string.Join(", ", parts)} }}),");
        }

        code.Line("], global::System.StringComparer.Ordinal),");
    }

    private static IEnumerable<string> Parts(JsonValue operation)
    {
        if (operation["input"] is { } input)
        {
            yield return $"Input = {Names.Literal(new ShapeReference(input).Target)}";
        }

        if (operation["output"] is { } output)
        {
            var target = new ShapeReference(output).Target;
            yield return $"Output = {Names.Literal(target)}";
            yield return $"ResultWrapper = {Names.Literal(output.TextOf("resultWrapper") ?? target)}";
        }

        var http = operation["http"] ?? new JsonValue();
        yield return $"HttpMethod = {Names.Literal(http.TextOf("method") ?? "POST")}";
        yield return $"HttpUri = {Names.Literal(http.TextOf("requestUri") ?? "/")}";
        if (http.TextOf("responseCode") is { } status)
        {
            yield return $"HttpStatus = {status}";
        }

        var names = operation["errors"]?.Items.Select(error => Names.Literal(new ShapeReference(error).Target)) ?? [];
        yield return $"Errors = [{string.Join(", ", names)}]";
    }

    private void Errors(CodeWriter code)
    {
        code.Line($"Errors = {Frozen}<string, global::Millrace.Api.AwsError>(");
        code.Line("[");
        foreach (var shape in errors.Shapes)
        {
            code.Line($"    new({Names.Literal(shape)}, {errors.ClassName}.{shape}),");
        }

        code.Line("], global::System.StringComparer.Ordinal),");
    }
}
