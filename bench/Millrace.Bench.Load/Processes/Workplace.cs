using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Millrace.Bench.Load.Processes;

/// <summary>Starts the servers, gives them ports and data folders, and leaves nothing behind.</summary>
public sealed class Workplace : IDisposable
{
    private static readonly byte[] HealthRequest = Encoding.ASCII.GetBytes("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    private readonly LoadOptions _options;
    private readonly List<ChildProcess> _children = [];
    private readonly Lock _childrenLock = new();
    private readonly string _folder;
    private int _foldersMade;

    /// <param name="options">Where the server is and where its data may lie.</param>
    public Workplace(LoadOptions options)
    {
        _options = options;
        _folder = Path.Combine(options.WorkFolder, $"millrace-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(_folder);
    }

    /// <summary>The folder that holds all data folders.</summary>
    public string Folder => _folder;

    /// <summary>Starts the bare endpoint and waits for its first answer.</summary>
    public ChildProcess StartFloor() => WaitUntilHealthy(LaunchFloor());

    /// <summary>Starts the bare endpoint and does not wait.</summary>
    /// <remarks>It runs under the server's own runtimeconfig.json, where there is one: the same garbage collector, the same JIT.</remarks>
    public ChildProcess LaunchFloor()
    {
        var port = FreePort();
        var self = typeof(Workplace).Assembly.Location;
        List<string> command = [DotnetHost, "exec"];
        var serverSettings = Path.ChangeExtension(_options.Server, ".runtimeconfig.json");
        if (File.Exists(serverSettings))
        {
            command.AddRange(["--runtimeconfig", serverSettings]);
        }

        command.AddRange([self, "floor", $"{port}", .. _options.FloorIsInline ? ["inline"] : Array.Empty<string>()]);
        return Start("The bare endpoint", port, command);
    }

    /// <summary>Starts the server with a data folder and waits until it is healthy.</summary>
    public ChildProcess StartMillrace(string dataFolder) => WaitUntilHealthy(LaunchMillrace(dataFolder));

    /// <summary>Starts the server and does not wait.</summary>
    public ChildProcess LaunchMillrace(string dataFolder)
    {
        var port = FreePort();
        var arguments = _options
            .ServerArguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(argument =>
                argument
                    .Replace("{port}", $"{port}", StringComparison.Ordinal)
                    .Replace("{data}", dataFolder, StringComparison.Ordinal)
            );
        var program = _options.Server.EndsWith(".dll", StringComparison.Ordinal)
            ? new[] { DotnetHost, _options.Server }
            : [_options.Server];
        return Start("Millrace", port, [.. program, .. arguments]);
    }

    /// <summary>A new, empty data folder.</summary>
    public string NewDataFolder()
    {
        var folder = Path.Combine(_folder, $"data-{++_foldersMade}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Ends a server and removes its data folder, so that a long run needs the disk of one scenario only.</summary>
    public void End(ChildProcess server, string? dataFolder = null)
    {
        lock (_childrenLock)
        {
            _children.Remove(server);
        }

        server.Dispose();
        if (dataFolder is not null)
        {
            Directory.Delete(dataFolder, recursive: true);
        }
    }

    /// <summary>Ends all servers that still run and removes all data. Also called when the program is interrupted.</summary>
    public void Dispose()
    {
        lock (_childrenLock)
        {
            foreach (var child in _children)
            {
                child.Dispose();
            }

            _children.Clear();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static ChildProcess WaitUntilHealthy(ChildProcess server)
    {
        Readiness.WaitForFirst(server, HealthRequest, (status, _) => status == 200);
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ChildProcess Start(string name, int port, IReadOnlyList<string> command)
    {
        lock (_childrenLock)
        {
            var child = new ChildProcess(name, port, command);
            _children.Add(child);
            return child;
        }
    }
}
