using Millrace.TestSupport;

[assembly: AssemblyFixture(typeof(Millrace.Acceptance.Tests.SignedServer))]

namespace Millrace.Acceptance.Tests;

/// <summary>
/// A server that verifies signatures and evaluates policies. Its keys are those that the clients of <see cref="SharedServer"/> use, root
/// users all, so that whatever holds there must hold here; and a few users who may less.
/// </summary>
public sealed class SignedServer : IAsyncLifetime
{
    public const string OperatorToken = "a-token-for-operators";

    private const string Configuration = """
        {
          "authentication": {
            "mode": "on",
            "operatorToken": "a-token-for-operators",
            "credentials": [
              { "accessKeyId": "test", "secretAccessKey": "test", "account": "000000000000" },
              { "accessKeyId": "111111111111", "secretAccessKey": "test", "account": "111111111111" },
              { "accessKeyId": "222222222222", "secretAccessKey": "test", "account": "222222222222" },
              { "accessKeyId": "333333333333", "secretAccessKey": "test", "account": "333333333333" },
              { "accessKeyId": "444444444444", "secretAccessKey": "test", "account": "444444444444" },
              { "accessKeyId": "ADA", "secretAccessKey": { "environment": "ADAS_SECRET" }, "account": "000000000000", "user": "ada",
                "policies": [ { "Version": "2012-10-17", "Statement": [
                  { "Sid": "OwnQueues", "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:${aws:username}-*" },
                  { "Sid": "NoPurge", "Effect": "Deny", "Action": "sqs:PurgeQueue", "Resource": "*" }
                ] } ] },
              { "accessKeyId": "BOB", "secretAccessKey": "bobs-secret", "account": "999988887777", "user": "bob",
                "policies": [ { "Version": "2012-10-17", "Statement": [
                  { "Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:DeleteQueue"], "Resource": "*" }
                ] } ] },
              { "accessKeyId": "TEMPORARY", "secretAccessKey": "short-lived", "sessionToken": "the-token/+=", "account": "000000000000" }
            ]
          }
        }
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"millrace-signed-{Guid.NewGuid():N}.json");
    private ServerProcess? _server;

    public ServerProcess Server => _server!;

    /// <inheritdoc cref="SharedServer.ClientEnvironment"/>
    public IReadOnlyDictionary<string, string> ClientEnvironment => SharedServer.EnvironmentOf(Server);

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_file, Configuration);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ADAS_SECRET"] = "adas-secret" };
        _server = await ServerProcess.StartAsync(environment, "--config", _file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        File.Delete(_file);
    }
}
