using System.Diagnostics;
using Millrace.TestSupport;

namespace Millrace.Architecture.Tests;

/// <summary>The scripts that install, build and test, with stand-ins for the programs they call.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-scripts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_without_skips_ends_as_the_tests_end()
    {
        var (status, lines) = RunCi("echo '7 passed, 0 failed, 0 skipped'");
        Assert.Equal((0, "7 passed, 0 failed, 0 skipped"), (status, lines[^1]));
    }

    [Fact]
    public void A_run_that_skips_a_test_fails_and_says_which()
    {
        var (status, lines) = RunCi(
            """
            echo '    A.Test [SKIP]'
            echo '      node is not installed'
            echo '    Another.Test [PASS]'
            echo '7 passed, 0 failed, 1 skipped'
            """
        );
        Assert.Equal(1, status);
        Assert.Equal(["    A.Test [SKIP]", "      node is not installed", "7 passed, 0 failed, 1 skipped"], lines.TakeLast(3));
    }

    [Theory]
    [InlineData("echo '6 passed, 1 failed, 0 skipped'; exit 1", "6 passed, 1 failed, 0 skipped")]
    [InlineData("echo 'no summary'", "no summary")]
    public void A_run_that_fails_fails(string tests, string last)
    {
        var (status, lines) = RunCi(tests);
        Assert.Equal((1, last), (status, lines[^1]));
    }

    [Fact]
    public void Only_what_is_missing_is_installed_and_in_one_go()
    {
        var (status, lines) = Install("there\nnowhere # but named\nelsewhere bash\nalso no-such-command # twice missing\n");
        Assert.Equal(0, status);
        Assert.Empty(lines);
        Assert.Equal(["update", "install nowhere also"], AptGet());
    }

    [Fact]
    public void Nothing_is_asked_for_when_nothing_is_missing()
    {
        Assert.Equal(0, Install("there\nelsewhere bash\n").Status);
        Assert.Empty(AptGet());
    }

    [Fact]
    public void One_package_that_is_not_offered_does_not_keep_the_others_away()
    {
        var (status, lines) = Install("first\nunoffered\nlast\n");
        Assert.Equal(1, status);
        Assert.Equal(["could not install unoffered: E: Unable to locate package unoffered"], lines);
        Assert.Equal(["update", "install first unoffered last", "install first", "install unoffered", "install last"], AptGet());
    }

    private (int Status, string[] Lines) RunCi(string tests)
    {
        Write(".ci/run", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")));
        Write("test", $"#!/usr/bin/env bash\n{tests}\n");
        Write("bin/dotnet", "#!/usr/bin/env bash\n");
        return Run(Path.Combine(_folder, ".ci", "run"));
    }

    private (int Status, string[] Lines) Install(string list)
    {
        Write("list", list);
        Write("bin/id", "#!/usr/bin/env bash\necho 0\n");
        Write("bin/dpkg-query", "#!/usr/bin/env bash\n[ \"${*: -1}\" = there ] && printf installed\n");
        Write(
            "bin/apt-get",
            $$"""
            #!/usr/bin/env bash
            words=(); for word in "$@"; do [[ $word == -* ]] || words+=("$word"); done
            echo "${words[*]}" >>'{{_folder}}/apt-get.log'
            [[ " ${words[*]} " != *' unoffered '* ]] || { echo 'Reading package lists'; echo 'E: Unable to locate package unoffered'; exit 100; }
            """
        );
        return Run(Path.Combine(Repository.Root, "tests", "install-debian-packages"), Path.Combine(_folder, "list"));
    }

    private string[] AptGet() =>
        File.Exists(Path.Combine(_folder, "apt-get.log")) ? File.ReadAllLines(Path.Combine(_folder, "apt-get.log")) : [];

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What a script ends with, and what it says, on both streams.</summary>
    private (int Status, string[] Lines) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec \"$@\" 2>&1", "bash", script, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_folder}/bin:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
