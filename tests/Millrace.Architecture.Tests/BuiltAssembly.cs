using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Millrace.Architecture.Tests;

/// <summary>What a compiled project really uses of others, read from its metadata without loading it.</summary>
public sealed class BuiltAssembly
{
    private BuiltAssembly(IReadOnlyList<(string Assembly, string Type)> types, IReadOnlyList<string> members)
    {
        Types = types;
        Members = members;
    }

    /// <summary>Every type of another assembly it uses: the assembly's name and the type's full name.</summary>
    public IReadOnlyList<(string Assembly, string Type)> Types { get; }

    /// <summary>Every member of those types it uses, such as <c>System.DateTime.get_Now</c>.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Reads what a project was built to, in the configuration of these tests.</summary>
    public static BuiltAssembly Of(Project project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var bin = Path.Combine(project.Folder, "bin", configuration);
        var file = Assert.Single(Directory.GetFiles(bin, project.Name + ".dll", SearchOption.AllDirectories), IsTheOutput);
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return new BuiltAssembly([.. ReadTypes(metadata)], [.. ReadMembers(metadata)]);
    }

    /// <summary>Directly in the folder of a target framework, not in one of a runtime below it.</summary>
    private static bool IsTheOutput(string file) =>
        Path.GetFileName(Path.GetDirectoryName(file))!.StartsWith("net", StringComparison.Ordinal);

    private static IEnumerable<(string Assembly, string Type)> ReadTypes(MetadataReader metadata) =>
        metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Select(type =>
                (
                    metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
                    NameOf(metadata, type)
                )
            );

    private static IEnumerable<string> ReadMembers(MetadataReader metadata) =>
        metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
                NameOf(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent))
                + "."
                + metadata.GetString(member.Name)
            );

    private static string NameOf(MetadataReader metadata, TypeReference type) =>
        metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
}
