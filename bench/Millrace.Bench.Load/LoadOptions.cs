using System.Globalization;

namespace Millrace.Bench.Load;

/// <summary>What the command line asks for. Unknown names are refused.</summary>
public sealed record LoadOptions
{
    /// <summary>Names of the scenarios to run, or "all".</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = ["all"];

    /// <summary>The built server: a .dll, run by the dotnet host, or a program.</summary>
    public required string Server { get; init; }

    /// <summary>The server's arguments; {port} and {data} are filled in.</summary>
    public string ServerArguments { get; init; } = "--port {port} --data {data}";

    /// <summary>
    /// Length of one round of one server: short, because the speed of a virtual machine changes within seconds, and a ratio means
    /// something only when both halves of it saw the same machine.
    /// </summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Rounds of each server: enough that collections and hiccups of a flush fall into many of them.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>Length of each server's warm-up: long enough for tiered compilation to have settled.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Threads of the client. Two raised the floor by two fifths over one (see the README): the highest floor is the honest one.</summary>
    public int ClientThreads { get; init; } = 2;

    /// <summary>
    /// The bare endpoint handles a request on the thread that learned of it, as Millrace does; a web server as it comes does not.
    /// </summary>
    public bool FloorIsInline { get; init; }

    /// <summary>The deepest backlog of the series, in messages.</summary>
    public long BacklogMax { get; init; } = 10_000_000;

    /// <summary>Where data folders are made. It must lie on the kind of disk the figures are about.</summary>
    public string WorkFolder { get; init; } = Path.GetTempPath();

    /// <summary>A file the report is also written to.</summary>
    public string? Out { get; init; }

    /// <summary>True when only the scenarios' names are asked for.</summary>
    public bool List { get; init; }

    public static string Usage =>
        """
            Millrace.Bench.Load: the server beside a bare Kestrel endpoint, on the same bytes.

              --scenario NAME[,NAME]   which scenarios to run (default all; --list names them)
              --quick                  three rounds of a second, backlogs up to one million: two to three minutes in all
              --seconds S              length of a round (default 1.5)
              --rounds N               rounds of each server, alternating (default 15)
              --warmup S               warm-up of each server (default 8)
              --client-threads N       threads of the client (default 2)
              --inline-floor           the bare endpoint answers on the sockets' threads, as the server does
              --backlog-max N          deepest backlog of the series (default 10000000)
              --server PATH            the built server (default src/Millrace/bin/Release/net10.0/Millrace.dll)
              --server-args TEXT       its arguments (default "--port {port} --data {data}")
              --work DIR               where data folders are made and removed (default the temporary folder)
              --out FILE               also write the report there
              --list                   name the scenarios and end
            """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An unknown name, a missing or a malformed value.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions { Server = DefaultServer() };
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            options = name switch
            {
                "--quick" => options with
                {
                    Round = TimeSpan.FromSeconds(1),
                    Rounds = 3,
                    WarmUp = TimeSpan.FromSeconds(1.5),
                    BacklogMax = 1_000_000,
                },
                "--inline-floor" => options with { FloorIsInline = true },
                "--list" => options with { List = true },
                "--scenario" => options with { Scenarios = Value().Split(',') },
                "--seconds" => options with { Round = Seconds() },
                "--rounds" => options with { Rounds = (int)Number(most: 1000) },
                "--warmup" => options with { WarmUp = Seconds() },
                "--client-threads" => options with { ClientThreads = (int)Number(most: 64) },
                "--backlog-max" => options with { BacklogMax = Number(most: 1_000_000_000) },
                "--server" => options with { Server = Path.GetFullPath(Value()) },
                "--server-args" => options with { ServerArguments = Value() },
                "--work" => options with { WorkFolder = Path.GetFullPath(Value()) },
                "--out" => options with { Out = Path.GetFullPath(Value()) },
                _ => throw new FormatException($"Unknown option {name}."),
            };

            string Value() => ++index < arguments.Count ? arguments[index] : throw new FormatException($"{name} needs a value.");

            long Number(long most)
            {
                var text = Value();
                return long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
                    ? number
                    : throw new FormatException($"{name} takes a whole number from 1 to {most}, not {text}.");
            }

            TimeSpan Seconds()
            {
                var text = Value();
                return double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600
                    ? TimeSpan.FromSeconds(seconds)
                    : throw new FormatException($"{name} takes seconds, more than 0 and at most 3600, not {text}.");
            }
        }

        return options;
    }

    // The repository is the nearest folder above this program that holds the solution.
    private static string DefaultServer()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Millrace.slnx")))
        {
            folder = folder.Parent;
        }

        var root = folder?.FullName ?? Environment.CurrentDirectory;
        return Path.Combine(root, "src", "Millrace", "bin", "Release", "net10.0", "Millrace.dll");
    }
}
