using System.Net;

namespace Millrace.Reliability.Tests;

/// <summary>
/// One consumer and producer that does everything in random order: sends, batches, receives, deletes what it holds. It
/// lives on when the server dies: receipt handles from before are used after.
/// </summary>
public sealed class LoadClient(Ledger ledger, int seed)
{
    private const int BatchMax = 5;
    private const int ReceiveMax = 10;

    private readonly Random _random = new(seed);
    private readonly List<(int Number, string ReceiptHandle)> _held = [];

    /// <summary>Works over a connection of its own until the round is over or the server is gone.</summary>
    /// <param name="round">Told of every answer.</param>
    public async Task RunAsync(Uri address, string queueUrl, Round round)
    {
        using var client = new SqsClient(address);
        try
        {
            while (!round.IsOver)
            {
                await StepAsync(client, queueUrl);
                round.Answered();
            }
        }
        catch (Exception end) when (round.IsOver && IsEnd(end))
        {
            // What this request came to is open; the ledger has noted it as begun.
        }
    }

    /// <summary>Cut off in the middle, not there any more, or told to come back later by a server that stops.</summary>
    private static bool IsEnd(Exception end) =>
        end is HttpRequestException or IOException or RefusedException { Status: HttpStatusCode.ServiceUnavailable };

    private Task StepAsync(SqsClient client, string queueUrl) =>
        _random.Next(12) switch
        {
            < 4 => SendAsync(client, queueUrl),
            < 5 => SendBatchAsync(client, queueUrl),
            < 8 => ReceiveAsync(client, queueUrl),
            < 10 when _held.Count > 0 => DeleteAsync(client, queueUrl),
            < 12 when _held.Count > 0 => DeleteBatchAsync(client, queueUrl),
            _ => ReceiveAsync(client, queueUrl),
        };

    private async Task SendAsync(SqsClient client, string queueUrl)
    {
        var number = ledger.Sending(1)[0];
        var body = Bodies.Of(number);
        ledger.Sent(number, body, await client.SendAsync(queueUrl, body));
    }

    private async Task SendBatchAsync(SqsClient client, string queueUrl)
    {
        var numbers = ledger.Sending(_random.Next(1, BatchMax + 1));
        var bodies = numbers.Select(number => Bodies.Of(number)).ToList();
        var sent = await client.SendBatchAsync(queueUrl, bodies);
        for (var index = 0; index < numbers.Count; index++)
        {
            ledger.Sent(numbers[index], bodies[index], sent[index]);
        }
    }

    private async Task ReceiveAsync(SqsClient client, string queueUrl)
    {
        var begun = ledger.Begin();
        var received = await client.ReceiveAsync(queueUrl, _random.Next(1, ReceiveMax + 1), visibilitySeconds: _random.Next(3));
        foreach (var message in received)
        {
            _held.Add((ledger.Received(message, begun), message.ReceiptHandle));
        }
    }

    private async Task DeleteAsync(SqsClient client, string queueUrl)
    {
        var (number, handle) = TakeHeld();
        ledger.Deleting(number);
        await client.DeleteAsync(queueUrl, handle);
        ledger.Deleted(number);
    }

    private async Task DeleteBatchAsync(SqsClient client, string queueUrl)
    {
        var some = Enumerable.Range(0, Math.Min(_held.Count, BatchMax)).Select(_ => TakeHeld()).ToList();
        some.ForEach(held => ledger.Deleting(held.Number));
        await client.DeleteBatchAsync(queueUrl, [.. some.Select(held => held.ReceiptHandle)]);
        some.ForEach(held => ledger.Deleted(held.Number));
    }

    private (int Number, string ReceiptHandle) TakeHeld()
    {
        var at = _random.Next(_held.Count);
        var held = _held[at];
        _held.RemoveAt(at);
        return held;
    }
}
