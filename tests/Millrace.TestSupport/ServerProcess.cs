using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Millrace.TestSupport;

/// <summary>The program as a process of its own, as a user starts it: a free port, and a data folder that goes with it.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    /// <summary>A start takes half a second; a machine that is busy may take a while longer.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-server-");
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = ChildProcess.StartInfo("dotnet", [Program, "--port", "0", .. Data(arguments), .. arguments], environment);
        start.WorkingDirectory = _folder.FullName;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
        {
            _opened.TrySetCanceled();
            _listening.TrySetCanceled();
        };
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

    /// <summary>Where it listens, such as <c>http://127.0.0.1:39849</c>; known once it has started.</summary>
    public Uri Address => _listening.Task.Result;

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Its data, unless the test named a folder; gone with this object.</summary>
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

    /// <inheritdoc cref="StartAsync(IReadOnlyDictionary{string, string}, string[])"/>
    public static Task<ServerProcess> StartAsync(params string[] arguments) =>
        StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts it and returns when it listens.</summary>
    /// <exception cref="ServerEndedException">It ended instead.</exception>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var server = new ServerProcess(environment, arguments);
        return await server.UntilAsync(server._listening.Task);
    }

    /// <summary>Starts it and returns as soon as it says that its store is open, before it listens.</summary>
    public static async Task<ServerProcess> OpenAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var server = new ServerProcess(environment, arguments);
        return await server.UntilAsync(server._opened.Task);
    }

    /// <summary>Tells it to stop as a service manager does, waits for the end, and gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        if (Kill(_process.Id, SigTerm) != 0)
        {
            throw new InvalidOperationException($"There is nothing to stop:\n{Output}");
        }

        await EndAsync();
        return _process.ExitCode;
    }

    /// <summary>Takes its life in the middle of whatever it does (SIGKILL) and does not wait for the end.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Returns when the process is gone, and with it its lock on the data.</summary>
    public async Task EndAsync() => await _process.WaitForExitAsync().WaitAsync(_patience);

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

    private async Task<ServerProcess> UntilAsync(Task sign)
    {
        try
        {
            await sign.WaitAsync(_patience);
            return this;
        }
        catch (OperationCanceledException)
        {
            // The end is told before the last lines are; this waits for them too.
            await _process.WaitForExitAsync();
            var ended = new ServerEndedException(_process.ExitCode, Output);
            await DisposeAsync();
            throw ended;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
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

        if (line.Contains(" open with ", StringComparison.Ordinal))
        {
            _opened.TrySetResult();
        }
        else if (Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex(@"Listening on (?<address>http://[\w.:\[\]]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
