using System;
using System.Collections.Generic;
using System.Linq;

namespace Millrace.Api.Generator.Model;

/// <summary>One service: its imported model and the quirks written by hand beside it.</summary>
internal sealed class ServiceDefinition
{
    private static readonly HashSet<string> QuirksKnown =
    [
        "prefix",
        "shapeNamespace",
        "xmlNamespace",
        "errorDetail",
        "constraints",
        "utf8",
        "optional",
        "queryNames",
        "queryJsonNames",
        "errors",
    ];

    private static readonly HashSet<string> ErrorQuirksKnown =
    [
        "code",
        "httpStatus",
        "queryHttpStatus",
        "fault",
        "message",
        "queryMessage",
        "shapeNamespace",
    ];

    private readonly JsonValue _quirks;
    private readonly HashSet<string> _utf8;
    private readonly HashSet<string> _optional;

    /// <exception cref="FormatException">A file is not JSON, or names a shape that is not there.</exception>
    public ServiceDefinition(string model, string? quirks)
    {
        var root = JsonParser.Parse(model);
        _quirks = quirks is null ? new JsonValue() : JsonParser.Parse(quirks);
        _utf8 = new HashSet<string>(_quirks.TextsOf("utf8"));
        _optional = new HashSet<string>(_quirks.TextsOf("optional"));
        Name = root.TextOf("service") ?? throw new FormatException("The model has no \"service\".");
        ImportedFrom = root.TextOf("importedFrom") ?? "";
        Metadata = root["metadata"] ?? new JsonValue();
        Operations = root["operations"]?.Members ?? [];
        Shapes = (root["shapes"]?.Members ?? []).ToDictionary(
            shape => shape.Key,
            shape => new ShapeDefinition(shape.Key, shape.Value),
            StringComparer.Ordinal
        );
        Prefix = _quirks.TextOf("prefix") ?? char.ToUpperInvariant(Name[0]) + Name.Substring(1);
        RefuseUnknownQuirks();
    }

    /// <summary>The service's name, <c>sqs</c>.</summary>
    public string Name { get; }

    /// <summary>The name in code, <c>Sqs</c>.</summary>
    public string Prefix { get; }

    public string Namespace => "Millrace.Api." + Prefix;

    public string ImportedFrom { get; }

    public JsonValue Metadata { get; }

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Operations { get; }

    public IReadOnlyDictionary<string, ShapeDefinition> Shapes { get; }

    public string Protocol => Metadata.TextOf("protocol") ?? "";

    /// <summary>The quirks of errors by shape; they add to the model's errors and may name new ones.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> ErrorQuirks => _quirks["errors"]?.Members ?? [];

    /// <summary>How a request that breaks the model is reported, and with which error; null for the usual way.</summary>
    public JsonValue? Constraints => _quirks["constraints"];

    /// <summary>A simple quirk: <c>xmlNamespace</c>, <c>shapeNamespace</c>.</summary>
    public string? Quirk(string name) => _quirks.TextOf(name);

    public ShapeDefinition Shape(ShapeReference reference) => Shape(reference.Target);

    public ShapeDefinition Shape(string name) =>
        Shapes.TryGetValue(name, out var shape) ? shape : throw new FormatException($"The model has no shape '{name}'.");

    /// <summary>True when the member is kept as UTF-8.</summary>
    public bool IsUtf8(string shape, string member) => _utf8.Contains($"{shape}.{member}");

    /// <summary>True when the service itself says what is wrong where the member is missing, although the model requires it.</summary>
    public bool IsOptional(string shape, string member) => _optional.Contains($"{shape}.{member}");

    /// <summary>The name the quirks give <c>Shape.member</c> in Query and XML; null when they are silent.</summary>
    public string? QueryNameQuirk(string shape, string member) => _quirks["queryNames"]?.TextOf($"{shape}.{member}");

    /// <summary>The name the quirks give <c>Shape.member</c> in a Query answer in JSON; null when they are silent.</summary>
    public string? QueryJsonNameQuirk(string shape, string member) => _quirks["queryJsonNames"]?.TextOf($"{shape}.{member}");

    /// <summary>The structures that requests and answers are made of, sorted by name.</summary>
    public IReadOnlyList<ShapeDefinition> Structures() =>
        ReachedFromOperations().Where(shape => shape.IsStructure).OrderBy(shape => shape.Name, StringComparer.Ordinal).ToList();

    /// <summary>The lists and maps among them, sorted by name.</summary>
    public IReadOnlyList<ShapeDefinition> Collections() =>
        ReachedFromOperations()
            .Where(shape => shape.Type is "list" or "map")
            .OrderBy(shape => shape.Name, StringComparer.Ordinal)
            .ToList();

    /// <summary>The closed sets of values among them, sorted by name.</summary>
    public IReadOnlyList<ShapeDefinition> Enums() =>
        ReachedFromOperations()
            .Where(shape => shape.Enum.Count > 0)
            .OrderBy(shape => shape.Name, StringComparer.Ordinal)
            .ToList();

    /// <summary>Every shape among them that may demand something of its values.</summary>
    public IEnumerable<ShapeDefinition> Constrainable() => ReachedFromOperations();

    private HashSet<ShapeDefinition> ReachedFromOperations()
    {
        var reached = new HashSet<ShapeDefinition>();
        var pending = new Stack<ShapeDefinition>();
        foreach (var operation in Operations)
        {
            Reach(operation.Value["input"]);
            Reach(operation.Value["output"]);
        }

        while (pending.Count > 0)
        {
            var shape = pending.Pop();
            var references = shape.Members.Select(member => member.Reference);
            foreach (var reference in references.Concat(new[] { shape.Item, shape.Key, shape.Value }.OfType<ShapeReference>()))
            {
                Visit(Shape(reference));
            }
        }

        return reached;

        void Reach(JsonValue? reference)
        {
            if (reference is not null)
            {
                Visit(Shape(new ShapeReference(reference)));
            }
        }

        void Visit(ShapeDefinition shape)
        {
            if (reached.Add(shape))
            {
                pending.Push(shape);
            }
        }
    }

    /// <summary>A quirk about something that is not in the model is a slip of the pen or a model that moved on.</summary>
    private void RefuseUnknownQuirks()
    {
        var errorQuirks = ErrorQuirks.SelectMany(error => error.Value.Members).Select(member => member.Key);
        var unknown =
            _quirks.Members.Select(member => member.Key).FirstOrDefault(name => !QuirksKnown.Contains(name))
            ?? errorQuirks.FirstOrDefault(name => !ErrorQuirksKnown.Contains(name));
        if (unknown is not null)
        {
            throw new FormatException($"There is no quirk called '{unknown}'.");
        }

        foreach (var path in _utf8.Concat(_optional).Concat(NamesIn("queryNames")).Concat(NamesIn("queryJsonNames")))
        {
            var parts = path.Split('.');
            var shape = Shape(parts[0]);
            var isPart = parts[1] is "member" or "key" or "value" && !shape.IsStructure;
            if (!isPart && !shape.Members.Any(member => member.Name == parts[1]))
            {
                throw new FormatException($"The quirks name '{path}', which the model does not have.");
            }
        }
    }

    private IEnumerable<string> NamesIn(string section) => _quirks[section]?.Members.Select(member => member.Key) ?? [];
}
