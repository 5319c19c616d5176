using System.Collections.Concurrent;
using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The checks in <c>boto3/</c>, by a boto3 that speaks awsJson 1.0 and by an old one that speaks awsQuery.</summary>
public sealed class Boto3Tests(SharedServer shared)
{
    /// <summary>The boto3 of whoever runs the tests.</summary>
    internal const string Python = "python3";

    /// <summary>Debian's own Python; its boto3 is from before SQS had a JSON protocol.</summary>
    internal const string DebianPython = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _protocols = new(StringComparer.Ordinal);

    public static TheoryData<string, string> Checks { get; } = Script.ChecksIn("boto3", "_checks.py");

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Boto3_finds(string file, string check)
    {
        var protocol = await ProtocolOfAsync(Python);
        Assert.SkipWhen(protocol is null, "python3 has no boto3 (Debian: python3-boto3).");
        await Script.AssertHoldsAsync(Python, Path.Combine(Script.FolderOf("boto3"), file), check, shared);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Boto3_over_the_Query_protocol_finds(string file, string check)
    {
        var protocol = await ProtocolOfAsync(DebianPython);
        Assert.SkipWhen(protocol != "query", $"{DebianPython} has no boto3 that speaks Query (Debian 12: python3-boto3).");
        await Script.AssertHoldsAsync(DebianPython, Path.Combine(Script.FolderOf("boto3"), file), check, shared);
    }

    internal static Task<string?> ProtocolOfAsync(string python) =>
        _protocols.GetOrAdd(python, static program => new Lazy<Task<string?>>(() => AskAsync(program))).Value;

    private static async Task<string?> AskAsync(string python)
    {
        const string Question =
            "import boto3; print(boto3.client('sqs', region_name='us-east-1').meta.service_model.metadata['protocol'])";
        var answer = await ChildProcess.TryRunAsync(
            python,
            ["-c", Question],
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        return answer is { ExitCode: 0 } ? answer.Output.Trim() : null;
    }
}
