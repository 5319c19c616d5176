using System.Text.RegularExpressions;
using System.Xml.Linq;
using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>The house as it is documented (the table in <c>docs/architecture.md</c>) and as it is built (the project files).</summary>
public static partial class House
{
    /// <summary>The rows of the table that begins "| folder | duty | reaches |", in its order.</summary>
    public static IReadOnlyList<Room> Rooms { get; } = [.. ReadRooms()];

    /// <summary>Every project under src/, by name.</summary>
    public static IReadOnlyDictionary<string, Project> Projects { get; } =
        Directory
            .EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(Project.Read)
            .ToDictionary(project => project.Name, StringComparer.Ordinal);

    private static IEnumerable<Room> ReadRooms()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"));
        foreach (
            var line in lines
                .SkipWhile(line => !line.StartsWith("| folder | duty | reaches |", StringComparison.Ordinal))
                .Skip(2)
                .TakeWhile(line => line.StartsWith('|'))
        )
        {
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            Assert.Equal(3, cells.Length);
            var folder = Folder().Match(cells[0]);
            Assert.True(folder.Success, $"A row begins with a folder in backticks: {line}");
            yield return new Room(folder.Groups["path"].Value, cells[1], cells[2]);
        }
    }

    [GeneratedRegex("^`(?<path>[A-Za-z0-9./]+)`$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Folder();
}

/// <summary>One row: a folder, what it is for, and which projects it may reference.</summary>
/// <param name="Reach">"nothing", "all", or names without their "Millrace." and with commas between.</param>
public sealed record Room(string Folder, string Duty, string Reach)
{
    public bool ReachesNothing => Reach == "nothing";

    /// <summary>Marked so in its duty: an AWS service, built in the one shape that all services have.</summary>
    public bool IsService => Duty.StartsWith("service: ", StringComparison.Ordinal);

    /// <summary>The project's name, for a folder directly under src/; otherwise null.</summary>
    public string? ProjectName => Folder.StartsWith("src/", StringComparison.Ordinal) ? Folder["src/".Length..] : null;

    public bool MayReach(string project) =>
        Reach == "all"
        || Reach.Split(',', StringSplitOptions.TrimEntries).Contains(project["Millrace.".Length..], StringComparer.Ordinal);
}

/// <summary>One project file: what it links, and what it only hands to the compiler.</summary>
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
