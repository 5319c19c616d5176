using Millrace.TestSupport;

[assembly: AssemblyFixture(typeof(Millrace.Acceptance.Tests.SharedServer))]

namespace Millrace.Acceptance.Tests;

/// <summary>The one server that all clients use at the same time; every test has queues of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private ServerProcess? _server;

    public ServerProcess Server => _server!;

    /// <summary>What an AWS client finds in its environment: any credentials, a region, and where to go.</summary>
    public IReadOnlyDictionary<string, string> ClientEnvironment => EnvironmentOf(Server);

    internal static IReadOnlyDictionary<string, string> EnvironmentOf(ServerProcess server) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = server.Address.GetLeftPart(UriPartial.Authority),
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = "",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
