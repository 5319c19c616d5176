using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>What no file under version control may hold: it would be true on one machine only.</summary>
public sealed class TidinessTests
{
    /// <summary>Package registries, as name and top domain apart so that this file does not name them either.</summary>
    private static readonly string[] _registries =
    [
        "registry.npmjs" + ".org",
        "registry.yarnpkg" + ".com",
        "npm.pkg.github" + ".com",
        "api.nuget" + ".org",
        "nuget" + ".org/v3",
        "pypi" + ".org/simple",
        "files.pythonhosted" + ".org",
        "index.crates" + ".io",
        "proxy.golang" + ".org",
        "deb.debian" + ".org",
    ];

    [Fact]
    public void No_file_names_the_place_of_this_checkout()
    {
        Assert.All(TrackedFiles.Read(), file => Assert.DoesNotContain(Repository.Root, file.Text, StringComparison.Ordinal));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.NotEmpty(home);
        Assert.All(TrackedFiles.Read(), file => Assert.DoesNotContain(home + "/", file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_names_a_package_registry()
    {
        Assert.All(
            TrackedFiles.Read(),
            file => Assert.All(_registries, host => Assert.DoesNotContain(host, file.Text, StringComparison.OrdinalIgnoreCase))
        );
    }

    [Fact]
    public void A_lock_file_leaves_it_to_the_machine_where_packages_come_from()
    {
        var locks = TrackedFiles.Read().Where(file => file.Name.EndsWith("package-lock.json", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(locks);
        Assert.All(locks, file => Assert.DoesNotContain("\"resolved\"", file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_text_ends_with_a_line_end_and_has_none_of_another_system() =>
        Assert.All(
            TrackedFiles.Read().Where(file => file.Text.Length > 0 && !file.Text.Contains('\0')),
            file =>
            {
                Assert.True(file.Text.EndsWith('\n'), $"{file.Name} does not end with a line end.");
                Assert.False(file.Text.Contains('\r'), $"{file.Name} has carriage returns.");
            }
        );
}
