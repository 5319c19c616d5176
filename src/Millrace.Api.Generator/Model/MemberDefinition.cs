using System.Linq;

namespace Millrace.Api.Generator.Model;

/// <summary>One member of a structure with all its names worked out.</summary>
internal sealed class MemberDefinition
{
    public MemberDefinition(ServiceDefinition service, ShapeDefinition structure, string name, ShapeReference reference)
    {
        Name = name;
        Reference = reference;
        Shape = service.Shape(reference);
        PropertyName = Names.Property(name, structure.Name);
        IsUtf8 = service.IsUtf8(structure.Name, name);
        IsRequired = structure.Required.Contains(name) && !service.IsOptional(structure.Name, name);
        IsFlattened = Shape.Type is "list" or "map" && (reference.IsFlattened || Shape.IsFlattened);
        IsPayload = structure.Payload == name;
        JsonName = reference.Location is null ? reference.LocationName ?? name : name;
        QueryName = service.QueryNameQuirk(structure.Name, name) ?? FlattenedName(service) ?? JsonName;
        QueryJsonName = service.QueryJsonNameQuirk(structure.Name, name) ?? name;
    }

    public string Name { get; }

    public string PropertyName { get; }

    public ShapeReference Reference { get; }

    public ShapeDefinition Shape { get; }

    public string JsonName { get; }

    public string QueryName { get; }

    public string QueryJsonName { get; }

    public bool IsUtf8 { get; }

    /// <summary>True when a request without it is refused before anybody decides on it.</summary>
    public bool IsRequired { get; }

    public bool IsFlattened { get; }

    /// <summary>True when the member is the whole body of a REST message.</summary>
    public bool IsPayload { get; }

    /// <summary>A flattened list takes the name of its items, a flattened map its own, where the model gives one.</summary>
    private string? FlattenedName(ServiceDefinition service) =>
        Shape switch
        {
            _ when !IsFlattened => null,
            { Type: "list", Item: { } item } => service.QueryNameQuirk(Shape.Name, "member") ?? item.LocationName,
            _ => Reference.LocationName ?? Shape.LocationName,
        };

    /// <summary>The members of a structure in the model's order.</summary>
    public static MemberDefinition[] Of(ServiceDefinition service, ShapeDefinition structure) =>
        structure.Members.Select(member => new MemberDefinition(service, structure, member.Name, member.Reference)).ToArray();
}
