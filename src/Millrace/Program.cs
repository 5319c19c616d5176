using System.CommandLine;
using Millrace.Engine.Embedded;

namespace Millrace;

/// <summary>The command line.</summary>
public static class Program
{
    /// <summary>The exit code for a start that was refused: configuration, data folder, journal.</summary>
    private const int Refused = 2;

    public static int Main(string[] arguments)
    {
        // A request is read and decided on the thread that learns of its bytes: handing it over costs as much as deciding it. What
        // takes long leaves that thread by itself (RequestPipeline). Only an environment variable says so, read at the first socket.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

        // The server's threads come of this one, those excepted that compile and collect.
        ThreadUrgency.ComeSoon();
        return Command().Parse(arguments).Invoke();
    }

    private static RootCommand Command()
    {
        var data = new Option<string?>("--data") { Description = "The data folder (default ./data)." };
        var port = new Option<string?>("--port") { Description = "The port to listen on (default 4566; 0 picks a free one)." };
        var bind = new Option<string?>("--bind") { Description = "The address to listen on (default 127.0.0.1)." };
        var anonymous = new Option<bool>("--allow-anonymous")
        {
            Description = "Serve everybody who reaches the address; needed to listen beyond loopback without authentication.",
        };
        var config = new Option<string?>("--config")
        {
            Description = $"The configuration file (default {OptionsReader.DefaultFile}, if there).",
        };
        var logLevel = new Option<string?>("--log-level") { Description = "Trace, Debug, Information, Warning, Error." };
        var check = new Option<bool>("--check") { Description = "Read the configuration, print what was understood, and end." };
        var root = new RootCommand("Millrace: a self-hosted, durable server that speaks AWS's messaging protocols.")
        {
            data,
            port,
            bind,
            anonymous,
            config,
            logLevel,
            check,
            TryCommand.Create(),
        };
        root.SetAction(parsed =>
        {
            var given = new Dictionary<string, string>(StringComparer.Ordinal);
            Take(given, "server.data", parsed.GetValue(data));
            Take(given, "server.port", parsed.GetValue(port));
            Take(given, "server.bind", parsed.GetValue(bind));
            Take(given, "server.allowAnonymous", parsed.GetValue(anonymous) ? "true" : null);
            Take(given, "log.level", parsed.GetValue(logLevel));
            return Run(parsed.GetValue(config), given, parsed.GetValue(check));
        });
        return root;
    }

    private static int Run(string? file, Dictionary<string, string> given, bool checkOnly)
    {
        try
        {
            var options = OptionsReader.Read(file, Environment.GetEnvironmentVariables(), given);
            if (checkOnly)
            {
                Console.Out.WriteLine(OptionsReader.Describe(options));
                return 0;
            }

            return Server.RunAsync(options).GetAwaiter().GetResult();
        }
        catch (Exception refusal) when (refusal is OptionsException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(refusal.Message);
            return Refused;
        }
    }

    private static void Take(Dictionary<string, string> given, string path, string? value)
    {
        if (value is not null)
        {
            given[path] = value;
        }
    }
}
