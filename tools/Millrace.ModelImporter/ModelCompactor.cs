using System.Text.Json.Nodes;

namespace Millrace.ModelImporter;

/// <summary>Keeps of a definition what the wire and the checks need, and nothing that is prose.</summary>
/// <remarks>
/// The result has <c>service</c>, <c>importedFrom</c>, <c>metadata</c>, <c>operations</c> and <c>shapes</c>, all sorted by name,
/// except members and enum values, whose order is the service's. A reference to a shape without traits is the
/// shape's name; one with traits is an object whose <c>shape</c> is the name. Shapes no operation reaches are left out.
/// </remarks>
public static class ModelCompactor
{
    private static readonly string[] MetadataKept =
    [
        "apiVersion",
        "awsQueryCompatible",
        "endpointPrefix",
        "jsonVersion",
        "protocol",
        "protocols",
        "serviceId",
        "signingName",
        "targetPrefix",
        "xmlNamespace",
    ];

    private static readonly string[] OperationTraitsKept = ["endpoint", "idempotent"];

    private static readonly string[] ShapeTraitsKept =
    [
        "document",
        "enum",
        "error",
        "event",
        "eventheader",
        "eventpayload",
        "eventstream",
        "exception",
        "fault",
        "flattened",
        "idempotencyToken",
        "jsonvalue",
        "location",
        "locationName",
        "max",
        "min",
        "pattern",
        "payload",
        "resultWrapper",
        "sensitive",
        "streaming",
        "timestampFormat",
        "union",
        "wrapper",
        "xmlAttribute",
        "xmlNamespace",
    ];

    /// <summary>The compact form of botocore's <paramref name="definition"/> of <paramref name="service"/>.</summary>
    public static JsonObject Compact(JsonObject definition, string service, string botocoreVersion)
    {
        var operations = new JsonObject();
        foreach (var (name, operation) in Sorted(definition["operations"]))
        {
            operations[name] = Operation(operation);
        }

        var definedShapes = definition["shapes"]!.AsObject();
        var shapes = new JsonObject();
        foreach (var name in Reached(definition["operations"]!, definedShapes))
        {
            shapes[name] = Shape(definedShapes[name]!.AsObject());
        }

        var metadata = new JsonObject();
        Keep(definition["metadata"]!.AsObject(), MetadataKept, metadata);
        return new JsonObject
        {
            ["service"] = service,
            ["importedFrom"] = "botocore " + botocoreVersion,
            ["metadata"] = metadata,
            ["operations"] = operations,
            ["shapes"] = shapes,
        };
    }

    private static JsonObject Operation(JsonObject operation)
    {
        var compact = new JsonObject();
        var http = new JsonObject();
        Keep(operation["http"]!.AsObject(), ["method", "requestUri", "responseCode"], http);
        compact["http"] = http;
        foreach (var role in new[] { "input", "output" })
        {
            if (operation[role] is JsonObject reference)
            {
                compact[role] = Reference(reference);
            }
        }

        if (operation["errors"] is JsonArray { Count: > 0 } errors)
        {
            compact["errors"] = new JsonArray([.. errors.Select(error => Reference(error!.AsObject()))]);
        }

        Keep(operation, OperationTraitsKept, compact);
        return compact;
    }

    private static JsonObject Shape(JsonObject shape)
    {
        var compact = new JsonObject { ["type"] = shape["type"]!.DeepClone() };
        if (shape["required"] is JsonArray { Count: > 0 } required)
        {
            compact["required"] = required.DeepClone();
        }

        if (shape["members"] is JsonObject members)
        {
            var compactMembers = new JsonObject();
            foreach (var (name, member) in members)
            {
                compactMembers[name] = Reference(member!.AsObject());
            }

            compact["members"] = compactMembers;
        }

        foreach (var role in new[] { "member", "key", "value" })
        {
            if (shape[role] is JsonObject reference)
            {
                compact[role] = Reference(reference);
            }
        }

        Keep(shape, ShapeTraitsKept, compact);
        return compact;
    }

    private static JsonNode Reference(JsonObject reference)
    {
        var compact = new JsonObject { ["shape"] = reference["shape"]!.DeepClone() };
        Keep(reference, ShapeTraitsKept, compact);
        return compact.Count == 1 ? compact["shape"]!.DeepClone() : compact;
    }

    private static void Keep(JsonObject from, string[] names, JsonObject to)
    {
        foreach (var name in names)
        {
            if (from[name] is { } trait)
            {
                to[name] = trait.DeepClone();
            }
        }
    }

    private static SortedSet<string> Reached(JsonNode operations, JsonObject shapes)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var pending = new Stack<JsonNode>([operations]);
        while (pending.TryPop(out var node))
        {
            switch (node)
            {
                case JsonObject described:
                    // A member may itself be called "shape"; only a text is a reference.
                    if (described["shape"] is JsonValue reference && reference.TryGetValue(out string? name) && reached.Add(name))
                    {
                        pending.Push(shapes[name] ?? throw new ImportException($"The definition has no shape '{name}'."));
                    }

                    foreach (var (_, child) in described)
                    {
                        if (child is not null)
                        {
                            pending.Push(child);
                        }
                    }

                    break;
                case JsonArray items:
                    foreach (var item in items)
                    {
                        if (item is not null)
                        {
                            pending.Push(item);
                        }
                    }

                    break;
            }
        }

        return reached;
    }

    private static IEnumerable<(string Name, JsonObject Value)> Sorted(JsonNode? container) =>
        container!
            .AsObject()
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key, entry.Value!.AsObject()));
}
