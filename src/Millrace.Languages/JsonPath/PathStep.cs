namespace Millrace.Languages.JsonPath;

/// <summary>A step that was taken in a document: into a member, or, when there is no name, into an item.</summary>
internal readonly record struct PathStep(string? Name, int Index)
{
    public static PathStep To(string name) => new(name, 0);

    public static PathStep To(int index) => new(null, index);

    public override string ToString() => Name is null ? $"[{Index}]" : $"['{Name}']";
}
