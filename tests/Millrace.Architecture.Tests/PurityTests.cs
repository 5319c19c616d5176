namespace Millrace.Architecture.Tests;

/// <summary>Rule 1 of the engine: a decision has no clock, thread, disk, network, randomness or await.</summary>
public sealed class PurityTests
{
    /// <summary>Where decisions are made, and the languages they make them in.</summary>
    public static TheoryData<string> PureProjects =>
        [.. House.Rooms.Where(room => room.IsService).Select(room => room.ProjectName!), "Millrace.Languages"];

    [Fact]
    public void The_list_of_what_is_banned_covers_clock_thread_disk_network_and_randomness()
    {
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "System.TimeProvider",
                "System.Threading.Thread",
                "System.Threading.Tasks.Task",
                "System.IO.File",
                "System.Net.Sockets.Socket",
                "System.Random",
            },
            BannedSymbols.Types.ToHashSet(StringComparer.Ordinal)
        );
        Assert.Contains("System.DateTimeOffset.get_UtcNow", BannedSymbols.Members);
    }

    /// <summary>
    /// What one pure project may use all the same. A regular expression of a stranger's is stopped by time, as the runtime's own
    /// are, and what it took counts against the expression's steps; nothing that is answered depends on it but "too long".
    /// </summary>
    private static readonly HashSet<(string Project, string Type)> _allowed =
    [
        ("Millrace.Languages", "System.Diagnostics.Stopwatch"),
    ];

    /// <summary>An iterator asks which thread it is on; the compiler writes that, and no other member of the type.</summary>
    private static bool IsIteratorsOnly(BuiltAssembly built, string type) =>
        type == "System.Environment"
        && built
            .Members.Where(member => member.StartsWith("System.Environment.", StringComparison.Ordinal))
            .All(member => member == "System.Environment.get_CurrentManagedThreadId");

    /// <summary>The compiler refuses them where the list is attached; this looks at what came out, attached or not.</summary>
    [Theory]
    [MemberData(nameof(PureProjects))]
    public void What_decides_uses_nothing_that_is_banned(string name)
    {
        var built = BuiltAssembly.Of(House.Projects[name]);

        Assert.NotEmpty(built.Types);
        Assert.NotEmpty(built.Members);
        var banned = BannedSymbols.Types.Where(type => !_allowed.Contains((name, type)));
        Assert.Empty(
            built
                .Types.Select(type => type.Type)
                .Where(type => !IsIteratorsOnly(built, type))
                .Intersect(banned, StringComparer.Ordinal)
        );
        Assert.Empty(built.Members.Intersect(BannedSymbols.Members, StringComparer.Ordinal));
    }
}
