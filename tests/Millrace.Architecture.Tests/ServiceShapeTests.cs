using System.Text.RegularExpressions;

namespace Millrace.Architecture.Tests;

/// <summary>All services have one shape, so that who has read one has read all.</summary>
public sealed partial class ServiceShapeTests
{
    public static TheoryData<string> Services => [.. House.Rooms.Where(room => room.IsService).Select(room => room.ProjectName!)];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_the_files_that_every_service_has(string name)
    {
        var folder = House.Projects[name].Folder;

        foreach (var file in new[] { "README.md", "Limits.cs", "Facts.cs", TableOf(name) })
        {
            Assert.True(File.Exists(Path.Combine(folder, file)), $"{name} has no {file}.");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void An_operation_is_one_row_and_one_file(string name)
    {
        var folder = House.Projects[name].Folder;
        var table = File.ReadAllText(Path.Combine(folder, TableOf(name)));
        var operations = RowsOf(table);

        Assert.NotEmpty(operations);
        Assert.All(
            operations,
            operation => Assert.True(File.Exists(Path.Combine(folder, "Operations", $"{operation}.cs")), operation)
        );
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_operation_that_is_written_has_its_row(string name)
    {
        var folder = House.Projects[name].Folder;
        var table = File.ReadAllText(Path.Combine(folder, TableOf(name)));
        var written = Directory
            .EnumerateFiles(Path.Combine(folder, "Operations"), "*.cs")
            .Where(file => Operation().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(written.Order(StringComparer.Ordinal), RowsOf(table).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_references_no_other_service(string name)
    {
        var others = House.Rooms.Where(room => room.IsService).Select(room => room.ProjectName!);

        Assert.Empty(House.Projects[name].References.Intersect(others, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_is_built_with_the_banned_symbols(string name) =>
        Assert.Contains(
            """<AdditionalFiles Include="../BannedSymbols.txt" />""",
            House.Projects[name].Text,
            StringComparison.Ordinal
        );

    /// <summary>The file with a row per operation: SqsService.cs of Millrace.Sqs.</summary>
    private static string TableOf(string name) => $"{name["Millrace.".Length..]}Service.cs";

    private static List<string> RowsOf(string table) => [.. Row().Matches(table).Select(row => row.Groups["operation"].Value)];

    [GeneratedRegex(@"\bI(Operation|Listing)<", RegexOptions.None, 1000)]
    private static partial Regex Operation();

    [GeneratedRegex(@"new (OperationRow|ListingRow)<\s*(?<operation>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
