using System.Text.RegularExpressions;
using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>Pages lead to each other and to the source, and keep doing so when files move.</summary>
public sealed partial class LinksTests
{
    public static TheoryData<string> Pages =>
        [
            .. TrackedFiles
                .Read()
                .Select(file => file.Name)
                .Where(name =>
                    name.EndsWith(".md", StringComparison.Ordinal)
                    && (name.StartsWith("docs/", StringComparison.Ordinal) || name.StartsWith("src/", StringComparison.Ordinal))
                ),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_to_one(string page)
    {
        var path = Path.Combine(Repository.Root, page);

        Assert.All(
            Link().Matches(File.ReadAllText(path)).Select(link => link.Groups["target"].Value),
            target => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)), $"{page} links to {target}.")
        );
    }

    /// <summary>A link that is neither an address nor a place on its own page; what follows a # is left out.</summary>
    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
