using System.Diagnostics;
using System.Text;
using Millrace.Languages.Json;
using Millrace.TestSupport;

namespace Millrace.Languages.Tests.JsonPath;

/// <summary>Debian's libjsonpath-java (Jayway JsonPath 2.0), asked through <c>oracle/JsonPathOracle.java</c>.</summary>
internal static class JaywayOracle
{
    private static readonly string[] Jars = ["json-path", "json-smart", "accessors-smart", "asm", "slf4j-api"];

    private static string ClassPath => string.Join(':', Jars.Select(name => $"/usr/share/java/{name}.jar"));

    /// <summary>Why the oracle cannot be asked on this machine, or null.</summary>
    public static string? Missing =>
        Jars.Any(name => !File.Exists($"/usr/share/java/{name}.jar"))
            ? "Debian's libjsonpath-java is not installed (apt-get install -y libjsonpath-java)."
        : !File.Exists("/usr/bin/javac") ? "There is no Java compiler (apt-get install -y openjdk-17-jdk-headless)."
        : null;

    /// <summary>Answers all pairs in one run of one virtual machine, in their order.</summary>
    public static List<JsonValue> Answer(IEnumerable<(string Path, JsonValue Data)> pairs)
    {
        var folder = Directory.CreateTempSubdirectory("jsonpath-oracle-");
        try
        {
            var source = Path.Combine(Repository.Root, "tests/Millrace.Languages.Tests/JsonPath/oracle/JsonPathOracle.java");
            Run("javac", ["-cp", ClassPath, "-d", folder.FullName, source], "");

            var lines = new StringBuilder();
            foreach (var (path, data) in pairs)
            {
                lines
                    .Append(JsonValue.FromObject(JsonObject.Of(("path", path), ("data", data))).ToJson(JsonNumberStyle.Source))
                    .Append('\n');
            }

            var options = new[] { "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", $"{ClassPath}:{folder.FullName}" };
            var answers = Run("java", [.. options, "JsonPathOracle"], lines.ToString());
            return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonValue.Parse(line))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string program, string[] arguments, string input)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                StandardOutputEncoding = Encoding.UTF8,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} failed: {errors.Result}");
        return output.Result;
    }
}
