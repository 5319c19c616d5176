using Millrace.Languages.DataProtection;

namespace Millrace.Languages.Tests.DataProtection;

/// <summary>Short ways to write policies that tests use often.</summary>
internal static class Policies
{
    public const string Publisher = "arn:aws:iam::123456789012:user/ExampleUser";

    public const string Deny = """{"Deny": {}}""";
    public const string Redact = """{"Deidentify": {"RedactConfig": {}}}""";
    public const string Mask = """{"Deidentify": {"MaskConfig": {"MaskWithCharacter": "#"}}}""";
    public const string Audit =
        """{"Audit": {"SampleRate": "99", "FindingsDestination": {"CloudWatchLogs": {"LogGroup": "/aws/vendedlogs/found"}}}}""";

    public static string Arn(string identifier) => $"arn:aws:dataprotection::aws:data-identifier/{identifier}";

    public static string Statement(
        string operation,
        string identifiers,
        string direction = "Inbound",
        string principal = "\"Principal\": [\"*\"]"
    ) =>
        $$"""{"DataDirection": "{{direction}}", {{principal}}, "DataIdentifier": [{{identifiers}}], "Operation": {{operation}}}""";

    public static string Of(params string[] statements) =>
        $$"""{"Name": "policy", "Version": "2021-06-01", "Statement": [{{string.Join(", ", statements)}}]}""";

    public static DataProtectionPolicy Parse(string json)
    {
        Assert.True(DataProtectionPolicy.TryParse(json, out var policy, out var reason), reason);
        return policy;
    }

    public static string Rejection(string json)
    {
        Assert.False(DataProtectionPolicy.TryParse(json, out _, out var reason));
        return reason;
    }

    /// <summary>What a policy of one statement asks for, over one managed identifier.</summary>
    public static AppliedProtection Applied(string operation, string identifier) =>
        Parse(Of(Statement(operation, $"\"{Arn(identifier)}\""))).For(DataDirection.Inbound, Publisher)!;
}
