namespace Millrace.Architecture.Tests;

/// <summary>One row of the table: a folder, what it is for, and which projects it may use.</summary>
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
        || (
            project.StartsWith("Millrace.", StringComparison.Ordinal)
            && Reach.Split(',', StringSplitOptions.TrimEntries).Contains(project["Millrace.".Length..], StringComparer.Ordinal)
        );
}
