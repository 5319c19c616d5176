using System.Net;
using Microsoft.Extensions.Logging;
using Millrace.Authentication;
using Millrace.Engine.Embedded;
using Millrace.Outside;
using Millrace.Sqs;

namespace Millrace;

/// <summary>Everything that can be set, in one tree: by file, by environment variable, by command line, the later winning.</summary>
public sealed record MillraceOptions
{
    public ServerOptions Server { get; init; } = new();

    /// <summary>Who may do what; off unless asked for.</summary>
    public AuthenticationOptions Authentication { get; init; } = new();

    /// <summary>The store and its engine; see <see cref="EngineOptions"/>.</summary>
    public EngineOptions Engine { get; init; } = new();

    public LogOptions Log { get; init; } = new();

    public SnsOptions Sns { get; init; } = new();

    public AidsOptions Aids { get; init; } = new();

    public LimitsOptions Limits { get; init; } = new();

    /// <summary>What leaves the machine; see <see cref="OutsideOptions"/>.</summary>
    public OutsideOptions Outside { get; init; } = new();
}

/// <summary>How what SNS sends names this server.</summary>
public sealed record SnsOptions
{
    /// <summary>
    /// Scheme, host and port in front of the signing certificate's path, such as <c>https://sns.{region}.amazonaws.com</c>; empty means
    /// <c>server.publicUrl</c>. AWS's SDKs accept certificates only from such hosts.
    /// </summary>
    public string CertificateUrl { get; init; } = "";

    /// <summary>
    /// Accounts are in the SMS sandbox, where only verified numbers receive, as new accounts of AWS are. Nothing leaves the outbox here,
    /// so by default they are not.
    /// </summary>
    public bool SmsSandbox { get; init; }
}

/// <summary>Where the server listens and keeps its data.</summary>
public sealed record ServerOptions
{
    /// <summary>The port that AWS emulators have made customary.</summary>
    public int Port { get; init; } = 4566;

    /// <summary>An address; loopback, because nobody is authenticated unless asked for.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>The data folder; relative to where the server is started.</summary>
    public string Data { get; init; } = "./data";

    /// <summary>
    /// Scheme, host and port under which others reach the server, for links in what it sends; empty means localhost and the port.
    /// </summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>Whether only this machine reaches the server. Asked once <see cref="Bind"/> is known to be an address.</summary>
    internal bool IsOnLoopback => IPAddress.IsLoopback(IPAddress.Parse(Bind));

    /// <summary>
    /// Host names beside those that lead here by themselves under which the server answers while authentication is off, with commas
    /// between them: <c>queues.example.com, *.example.com</c>; <c>*</c> is every name. Others may have any name lead here, by which a page
    /// in a browser gets around being another server's; so by default none is believed. See docs/authentication.md.
    /// </summary>
    public string HostNames { get; init; } = "";

    /// <summary>
    /// Must be set by name before the server listens beyond loopback without authentication: whoever reaches it may do everything.
    /// </summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>
    /// Largest request body in bytes. A batch of 1 MiB may grow sixfold when every character is escaped, and by base64 and attributes.
    /// </summary>
    public long RequestBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Bytes that the bodies of all requests may hold together, from their first bytes to their answers; beyond it they are refused with 503,
    /// and clients try again. Room for thirty of the largest, and a quarter of a small machine's memory. Bodies of up to 4 KiB are not counted:
    /// the connections bound them, and deleting goes on.
    /// </summary>
    public long RequestBytesInFlightMax { get; init; } = 512 * 1024 * 1024;

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

/// <summary>AWS's limits, service by service, for tests that want them lower or out of the way; see docs/limits.md.</summary>
public sealed record LimitsOptions
{
    public SqsLimits Sqs { get; init; } = new();
}

/// <summary>The form of a log line.</summary>
public enum LogFormat
{
    Text,
    Json,
}
