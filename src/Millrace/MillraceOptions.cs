using Microsoft.Extensions.Logging;
using Millrace.Engine.Embedded;

namespace Millrace;

/// <summary>Everything that can be set, in one tree: by file, by environment variable, by command line, the later winning.</summary>
public sealed record MillraceOptions
{
    public ServerOptions Server { get; init; } = new();

    /// <summary>The store and its engine; see <see cref="EngineOptions"/>.</summary>
    public EngineOptions Engine { get; init; } = new();

    public LogOptions Log { get; init; } = new();
}

/// <summary>Where the server listens and keeps its data.</summary>
public sealed record ServerOptions
{
    /// <summary>The port that AWS emulators have made customary.</summary>
    public int Port { get; init; } = 4566;

    /// <summary>An address; loopback, because nothing here is authenticated unless asked for.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>The data folder; relative to where the server is started.</summary>
    public string Data { get; init; } = "./data";

    /// <summary>Must be set by name before the server listens beyond loopback: whoever reaches it may do everything.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>
    /// Largest request body in bytes. A batch of 1 MiB may grow sixfold when every character is escaped, and by base64 and attributes.
    /// </summary>
    public long RequestBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Connections at one time; AWS SDKs open up to fifty per client. Beyond it new ones are closed.</summary>
    public long ConnectionsMax { get; init; } = 50_000;
}

/// <summary>What is logged, and how.</summary>
public sealed record LogOptions
{
    /// <summary>Start, stop and trouble at information; a line per request at trace.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>Text for people; json, one object a line, for collectors.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;
}

/// <summary>The form of a log line.</summary>
public enum LogFormat
{
    Text,
    Json,
}
