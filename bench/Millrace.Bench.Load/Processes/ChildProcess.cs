using System.Diagnostics;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Processes;

/// <summary>A server in its own process: its last words, its CPU time, its memory, and its end.</summary>
public sealed class ChildProcess : IDisposable
{
    private const int LastLinesMax = 40;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly Lock _linesLock = new();
    private bool _isGone;

    /// <param name="name">What messages call it.</param>
    /// <param name="port">The loopback port it was told to listen on.</param>
    /// <param name="command">The program and its arguments.</param>
    public ChildProcess(string name, int port, IReadOnlyList<string> command)
    {
        Name = name;
        Port = port;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(start) ?? throw new LoadException($"{command[0]} did not start.");
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Port { get; }

    /// <summary>When the process was asked for, as a Stopwatch timestamp.</summary>
    public long StartedAt { get; }

    /// <summary>User and system time used so far, to the kernel's hundredth of a second.</summary>
    /// <exception cref="LoadException">The process has ended.</exception>
    public TimeSpan CpuTime => ProcFile.CpuTime(RunningId());

    /// <summary>Resident memory in bytes.</summary>
    /// <exception cref="LoadException">The process has ended.</exception>
    public long ResidentBytes => ProcFile.ResidentBytes(RunningId());

    /// <summary>Throws, with what it said last, when the process has ended by itself.</summary>
    public void RequireRunning()
    {
        if (_process.HasExited)
        {
            throw new LoadException($"{Name} ended with status {_process.ExitCode}. {LastWords()}");
        }
    }

    /// <summary>What the process wrote last, for an error message.</summary>
    public string LastWords()
    {
        lock (_linesLock)
        {
            return _lastLines.Count == 0
                ? "It had written nothing."
                : "It wrote last:" + Environment.NewLine + string.Join(Environment.NewLine, _lastLines);
        }
    }

    /// <summary>Kills the process, which hears nothing of it, and waits until it is gone.</summary>
    public void Dispose()
    {
        if (_isGone)
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();
        _isGone = true;
    }

    private int RunningId()
    {
        RequireRunning();
        return _process.Id;
    }

    private void Remember(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_linesLock)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LastLinesMax)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
