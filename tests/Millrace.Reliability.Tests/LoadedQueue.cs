using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>A queue in a data folder that outlives its servers, the clients that use it, and the account they keep of it.</summary>
public sealed class LoadedQueue : IDisposable
{
    private const int Clients = 6;

    private readonly Store _store = new();
    private readonly LoadClient[] _clients;

    public LoadedQueue(int seed)
    {
        _clients = [.. Enumerable.Range(0, Clients).Select(client => new LoadClient(Ledger, seed + client))];
    }

    public Ledger Ledger { get; } = new();

    /// <summary>True until every payload in the first file of the journal is deleted or has moved on.</summary>
    public bool HasFirstSegment => _store.HasFirstSegment;

    public void Dispose() => _store.Dispose();

    public Task<ServerProcess> StartAsync() => _store.StartAsync();

    /// <summary>Starts a server that has read its store and answers nobody yet.</summary>
    public Task<ServerProcess> OpenAsync() => _store.OpenAsync();

    /// <summary>Has all clients work at the same time until so many answers have come, does something to the server, and waits for all to end.</summary>
    public async Task WorkAsync(ServerProcess server, int answers, Action end)
    {
        using var client = new SqsClient(server.Address);
        var url = await client.CreateQueueAsync("load");
        var round = new Round(answers, end);
        await Task.WhenAll(_clients.Select(loader => Task.Run(() => loader.RunAsync(server.Address, url, round))));
    }

    /// <summary>Receives all there is and fails when a message is missing, came back, or is not what was sent.</summary>
    public async Task AssertNothingLostAsync()
    {
        await using var server = await StartAsync();
        using var client = new SqsClient(server.Address);
        var url = await client.CreateQueueAsync("load");
        var found = new HashSet<int>();

        // Nobody holds a message for longer than two seconds, so a wait of three finds the last.
        for (
            var begun = Ledger.Begin();
            await client.ReceiveAsync(url, waitSeconds: 3) is { Count: > 0 } messages;
            begun = Ledger.Begin()
        )
        {
            Assert.All(messages, message => Assert.True(found.Add(Ledger.Received(message, begun)), "Received twice."));
        }

        Assert.Empty(Ledger.Owed.Except(found));
        Assert.Equal((0, found.Count), await client.CountAsync(url));
    }
}
