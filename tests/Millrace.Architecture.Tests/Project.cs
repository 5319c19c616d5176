using System.Xml.Linq;

namespace Millrace.Architecture.Tests;

/// <summary>One project as its file has it.</summary>
/// <param name="References">The projects it links; those it only hands to the compiler, or only has built, are not among them.</param>
/// <param name="Packages">Packages and frameworks that it links.</param>
/// <param name="Text">The whole file.</param>
public sealed record Project(
    string Name,
    string Folder,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Packages,
    string Text
)
{
    public static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        var references = xml.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        var packages = xml.Descendants("PackageReference")
            .Where(package => (string?)package.Attribute("PrivateAssets") != "all")
            .Concat(xml.Descendants("FrameworkReference"))
            .Select(package => (string)package.Attribute("Include")!);
        return new Project(
            Path.GetFileNameWithoutExtension(file),
            Path.GetDirectoryName(file)!,
            [.. references],
            [.. packages],
            File.ReadAllText(file)
        );
    }
}
