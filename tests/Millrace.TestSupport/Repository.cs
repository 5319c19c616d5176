namespace Millrace.TestSupport;

/// <summary>Where the checkout is, and the data that lies beside it but is never committed.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Millrace.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Answers recorded from AWS, pattern cases and JSONata cases: <c>../shared/conformance</c>, or
    /// <c>MILLRACE_CONFORMANCE</c> when that is set. Null where they are absent; a test then says so and is skipped.
    /// </summary>
    public static string? Conformance { get; } = FindBeside("MILLRACE_CONFORMANCE", "conformance");

    /// <summary>The documents the product was asked for with; absent as above (<c>MILLRACE_SEEDS</c>).</summary>
    public static string? Seeds { get; } = FindBeside("MILLRACE_SEEDS", "seeds");

    private static string? FindBeside(string variable, string folder)
    {
        var path = Environment.GetEnvironmentVariable(variable) ?? Path.Combine(Root, "..", "shared", folder);
        return Directory.Exists(path) ? Path.GetFullPath(path) : null;
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Millrace.slnx")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("No Millrace.slnx above " + AppContext.BaseDirectory);
    }
}
