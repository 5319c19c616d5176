using System.Diagnostics;
using Millrace.Languages.Json;

namespace Millrace.Bench.Jsonata;

/// <summary>The floor: the reference implementation under node, a process that is asked a line and answers one.</summary>
internal sealed class ReferenceProcess : IDisposable
{
    private readonly Process _node;

    /// <param name="folder">Where <c>measure.mjs</c> and its packages are.</param>
    /// <param name="input">The data for all expressions.</param>
    public ReferenceProcess(string folder, JsonValue input)
    {
        InstallPackages(folder);
        _node = Start("node", folder, "measure.mjs");
        Ask(JsonObject.Of(("input", input)));
    }

    /// <summary>Evaluates for about that long. The result, and the processor time of one evaluation in microseconds.</summary>
    public (JsonValue Result, double Microseconds) Measure(string expression, int milliseconds)
    {
        var answer = Ask(JsonObject.Of(("expr", expression), ("milliseconds", milliseconds)));
        return (answer["result"], answer["microseconds"].AsNumber());
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private static void InstallPackages(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            return;
        }

        using var npm = Start("npm", folder, "ci", "--no-audit", "--no-fund");
        npm.StandardInput.Close();
        Console.Error.WriteLine(npm.StandardOutput.ReadToEnd());
        npm.WaitForExit();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci ended with {npm.ExitCode} in {folder}.");
        }
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
    }

    private JsonValue Ask(JsonValue question)
    {
        _node.StandardInput.WriteLine(question.ToJson());
        _node.StandardInput.Flush();
        var answer = _node.StandardOutput.ReadLine();
        return JsonValue.Parse(answer ?? throw new InvalidOperationException("The reference ended without an answer."));
    }
}
