namespace Millrace.Api;

/// <summary>A structure's name and its members in the model's order: what REST protocols need to bind headers and paths.</summary>
public sealed class StructureSchema(string name, MemberSchema[] members)
{
    private readonly MemberSchema[] _members = members;

    /// <summary>The shape's name in the model.</summary>
    public string Name { get; } = name;

    /// <summary>The members in the model's order.</summary>
    public ReadOnlySpan<MemberSchema> Members => _members;
}
