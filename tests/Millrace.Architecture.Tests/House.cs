using System.Text.RegularExpressions;
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
