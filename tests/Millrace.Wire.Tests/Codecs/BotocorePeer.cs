using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>A Python process that serialises requests and parses answers with botocore itself.</summary>
public sealed class BotocorePeer : IDisposable
{
    private readonly Process? _python;

    public BotocorePeer()
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Codecs", "botocore_peer.py"));
        _python = HasBotocore() ? Process.Start(start) : null;
    }

    /// <summary>False where there is no Python with botocore; tests are then skipped.</summary>
    public bool IsThere => _python is not null;

    /// <summary>The body botocore sends for the parameters.</summary>
    public string Serialize(string protocol, string operation, string parameters) =>
        Ask("serialize", protocol, operation, ("value", JsonNode.Parse(parameters)))["body"]!.GetValue<string>();

    /// <summary>What botocore understands of an answer.</summary>
    public JsonNode Parse(string protocol, string operation, string body, int status = 200, JsonObject? headers = null) =>
        Ask("parse", protocol, operation, ("body", body), ("status", status), ("headers", headers ?? []))["value"]!;

    public void Dispose()
    {
        if (_python is not null)
        {
            // The end of its input is the end of the peer.
            _python.StandardInput.Close();
            _python.WaitForExit();
            _python.Dispose();
        }
    }

    private static bool HasBotocore()
    {
        try
        {
            var start = new ProcessStartInfo("python3") { UseShellExecute = false, RedirectStandardError = true };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("import botocore");
            using var python = Process.Start(start)!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private JsonNode Ask(string what, string protocol, string operation, params (string Name, JsonNode? Value)[] parts)
    {
        var question = new JsonObject
        {
            ["do"] = what,
            ["protocol"] = protocol,
            ["operation"] = operation,
        };
        foreach (var (name, value) in parts)
        {
            question[name] = value;
        }

        lock (_python!)
        {
            _python.StandardInput.WriteLine(question.ToJsonString());
            _python.StandardInput.Flush();
            var answer =
                _python.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException("The Python peer ended: see its error above.");
            return JsonNode.Parse(answer)!;
        }
    }
}
