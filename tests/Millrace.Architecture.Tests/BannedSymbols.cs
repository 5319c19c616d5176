using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>What a decision must not use, as <c>src/BannedSymbols.txt</c> lists it for the compiler.</summary>
public static class BannedSymbols
{
    private static readonly IReadOnlyList<string> _lines =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "src", "BannedSymbols.txt")).Select(line => line.Split(';')[0]),
    ];

    /// <summary>Types banned whole, by full name.</summary>
    public static IReadOnlySet<string> Types { get; } = Named("T:", name => name);

    /// <summary>Single members, as metadata names them: a property is the method that reads it.</summary>
    public static IReadOnlySet<string> Members { get; } =
        Named("M:", name => name).Union(Named("P:", Getter)).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Named(string prefix, Func<string, string> name) =>
        _lines
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => name(line[prefix.Length..]))
            .ToHashSet(StringComparer.Ordinal);

    private static string Getter(string property) => property.Insert(property.LastIndexOf('.') + 1, "get_");
}
