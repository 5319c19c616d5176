using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>A data folder that outlives its servers, and goes with this object.</summary>
public sealed class Store : IDisposable
{
    /// <summary>The smallest that are allowed, so that files are begun, checkpoints written and old files given up all the time.</summary>
    private static readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["MILLRACE_ENGINE__SEGMENTBYTES"] = (8 << 20).ToString(),
        ["MILLRACE_ENGINE__CACHEBYTES"] = (8 << 20).ToString(),
        ["MILLRACE_ENGINE__CHECKPOINTBYTES"] = (1 << 20).ToString(),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-reliability-");

    /// <summary>True until every payload in the first file of the journal is deleted or has moved on.</summary>
    public bool HasFirstSegment => File.Exists(Path.Combine(_folder.FullName, JournalFile.Name));

    public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(_environment, "--data", _folder.FullName);

    /// <summary>Starts a server that has read its store and answers nobody yet.</summary>
    public Task<ServerProcess> OpenAsync() => ServerProcess.OpenAsync(_environment, "--data", _folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);
}
