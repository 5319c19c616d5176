using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The program as a process of its own, as a user starts it: a free port and a data folder that goes with it.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    /// <summary>A start takes half a second; a machine that is busy may take a while longer.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-acceptance-");
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = ChildProcess.StartInfo("dotnet", [Program, "--port", "0", .. Data(arguments), .. arguments], environment);
        start.WorkingDirectory = _folder.FullName;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(new InvalidOperationException($"The server ended at once:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The built program, of the configuration these tests are built in.</summary>
    public static string Program { get; } =
        Path.Combine(
            Repository.Root,
            "src",
            "Millrace",
            "bin",
            new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
            "net10.0",
            "Millrace.dll"
        );

    /// <summary>Where it listens, such as <c>http://127.0.0.1:39849</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    /// <summary>All it has written so far, log and complaints alike.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static Task<ServerProcess> StartAsync(params string[] arguments) =>
        StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var server = new ServerProcess(environment, arguments);
        try
        {
            server.Address = new Uri(await server._address.Task.WaitAsync(_patience));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells it to stop as a service manager does, waits for the end, and gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        Assert.Equal(0, Kill(_process.Id, SigTerm));
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A folder of its own unless the test names one.</summary>
    private string[] Data(string[] arguments) => arguments.Contains("--data") ? [] : ["--data", DataFolder];

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(match.Groups["address"].Value);
        }
    }

    [GeneratedRegex(@"Listening on (?<address>http://[\w.:\[\]]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
