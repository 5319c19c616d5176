using System.Xml.Linq;
using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>Nothing reaches further than the table in <c>docs/architecture.md</c> says.</summary>
public sealed class HouseTests
{
    public static TheoryData<string> ProjectNames => [.. House.Projects.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void The_table_names_folders_that_exist_each_once()
    {
        Assert.NotEmpty(House.Rooms);
        Assert.Equal(House.Rooms.Count, House.Rooms.Select(room => room.Folder).Distinct(StringComparer.Ordinal).Count());
        Assert.All(House.Rooms, room => Assert.True(Directory.Exists(Path.Combine(Repository.Root, room.Folder)), room.Folder));
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void A_project_has_a_row_and_references_only_what_the_row_allows(string name)
    {
        var room = Assert.Single(House.Rooms, room => room.ProjectName == name);

        Assert.All(
            House.Projects[name].References,
            reference => Assert.True(room.MayReach(reference), $"{name} references {reference}; its row says: {room.Reach}.")
        );
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void A_compiled_project_uses_only_types_that_its_row_allows(string name)
    {
        var room = Assert.Single(House.Rooms, room => room.ProjectName == name);
        var used = BuiltAssembly
            .Of(House.Projects[name])
            .Types.Where(type => type.Assembly.StartsWith("Millrace", StringComparison.Ordinal));

        Assert.All(
            used,
            type => Assert.True(room.MayReach(type.Assembly), $"{name} uses {type.Type}; its row says: {room.Reach}.")
        );
    }

    [Fact]
    public void What_reaches_nothing_references_no_project_no_package_and_no_framework()
    {
        var alone = House.Rooms.Where(room => room is { ReachesNothing: true, ProjectName: not null }).ToList();

        Assert.NotEmpty(alone);
        Assert.All(alone, room => Assert.Empty(House.Projects[room.ProjectName!].References));
        Assert.All(alone, room => Assert.Empty(House.Projects[room.ProjectName!].Packages));
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void No_project_reaches_itself_again(string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>(House.Projects[name].References);
        while (ahead.TryDequeue(out var next))
        {
            Assert.NotEqual(name, next);
            if (seen.Add(next))
            {
                House.Projects[next].References.ToList().ForEach(ahead.Enqueue);
            }
        }
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var listed = XDocument
            .Load(Path.Combine(Repository.Root, "Millrace.slnx"))
            .Descendants("Project")
            .Select(project => (string)project.Attribute("Path")!)
            .ToHashSet(StringComparer.Ordinal);

        var projects = TrackedFiles.Names.Where(name => name.EndsWith(".csproj", StringComparison.Ordinal));
        Assert.Empty(projects.Except(listed, StringComparer.Ordinal));
    }
}
