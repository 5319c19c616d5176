using System.Text.RegularExpressions;

namespace Millrace.Architecture.Tests;

/// <summary>A message to operators has a number, and the number has a page that says what to do.</summary>
public sealed partial class ErrorPagesTests
{
    private const string Pages = "docs/errors/";

    private static readonly IReadOnlyList<string> _used =
    [
        .. TrackedFiles
            .Read()
            .Where(file =>
                file.Name.StartsWith("src/", StringComparison.Ordinal) && file.Name.EndsWith(".cs", StringComparison.Ordinal)
            )
            .SelectMany(file => Number().Matches(file.Text).Select(match => match.Value))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, string> _pages = TrackedFiles
        .Read()
        .Where(file => file.Name.StartsWith(Pages + "MR", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name), file => file.Text, StringComparer.Ordinal);

    [Fact]
    public void Every_number_in_the_source_has_a_page_and_every_page_a_number_in_the_source()
    {
        Assert.NotEmpty(_used);
        Assert.Equal(_used, _pages.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_is_headed_by_its_number_and_says_what_happened_and_what_to_do() =>
        Assert.All(
            _pages,
            page =>
            {
                Assert.StartsWith($"# {page.Key}: ", page.Value, StringComparison.Ordinal);
                Assert.Contains("**What happened.**", page.Value, StringComparison.Ordinal);
                Assert.Contains("**What to do.**", page.Value, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void The_list_of_pages_is_complete_and_in_order()
    {
        var list = TrackedFiles.Read().Single(file => file.Name == Pages + "README.md").Text;

        Assert.Equal(_used, Link().Matches(list).Select(link => link.Groups["number"].Value));
    }

    [GeneratedRegex(@"\bMR\d{4}\b", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^\| \[(?<number>MR\d{4})\]\(\k<number>\.md\) \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Link();
}
