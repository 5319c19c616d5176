using System.Diagnostics;
using System.Net;

namespace Millrace.Reliability.Tests;

/// <summary>
/// A producer of some groups and a consumer of all, in random order. What it sent and was not answered it sends again, with the same
/// deduplication id; now and then also what was answered. It lives on when the server dies.
/// </summary>
/// <param name="ledger">The account that all clients keep.</param>
/// <param name="groups">The groups it alone sends to.</param>
/// <param name="seed">What it does follows from it.</param>
public sealed class FifoLoadClient(FifoLedger ledger, IReadOnlyList<int> groups, int seed)
{
    private const int ReceiveMax = 10;

    /// <summary>The longest a consumer holds a message, in seconds: a kill leaves groups locked for so long.</summary>
    private const int VisibilityMax = 1;

    /// <summary>Repetitions keep away from the end of the five minutes, where a pause of the machine would decide.</summary>
    private static readonly TimeSpan _repeatable = TimeSpan.FromMinutes(4);

    private readonly Random _random = new(seed);
    private readonly List<ReceivedMessage> _held = [];
    private readonly Dictionary<int, int> _next = groups.ToDictionary(group => group, _ => 0);
    private readonly List<(int Group, int Index, long FirstAt)> _sent = [];

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
        catch (Exception end) when (round.IsOver && end is HttpRequestException or IOException)
        {
            // What this request came to is open; the ledger has noted it as begun.
        }
    }

    /// <summary>Sends the last messages of its groups once more: none of them may become a second message.</summary>
    public async Task RepeatLastAsync(SqsClient client, string queueUrl)
    {
        foreach (var last in _sent.GroupBy(sent => sent.Group).Select(sent => sent.Last()))
        {
            if (IsRepeatable(last.FirstAt))
            {
                await SendAsync(client, queueUrl, last.Group, last.Index);
            }
        }
    }

    private Task StepAsync(SqsClient client, string queueUrl) =>
        _random.Next(10) switch
        {
            < 4 => SendNextAsync(client, queueUrl),
            < 5 when _sent.Count > 0 => RepeatAsync(client, queueUrl),
            < 8 when _held.Count > 0 => DeleteAsync(client, queueUrl),
            _ => ReceiveAsync(client, queueUrl),
        };

    private async Task SendNextAsync(SqsClient client, string queueUrl)
    {
        var group = groups[_random.Next(groups.Count)];
        var begun = Stopwatch.GetTimestamp();
        await SendAsync(client, queueUrl, group, _next[group]);
        _sent.Add((group, _next[group]++, begun));
    }

    private Task RepeatAsync(SqsClient client, string queueUrl)
    {
        var (group, index, firstAt) = _sent[_random.Next(Math.Max(0, _sent.Count - 50), _sent.Count)];
        return IsRepeatable(firstAt) ? SendAsync(client, queueUrl, group, index) : SendNextAsync(client, queueUrl);
    }

    private async Task SendAsync(SqsClient client, string queueUrl, int group, int index)
    {
        ledger.Sending(group, index);
        var body = Bodies.Of(ledger.NumberOf(group, index));
        ledger.Sent(group, index, await client.SendAsync(queueUrl, body, $"group-{group}", $"{group}/{index}"));
    }

    private async Task ReceiveAsync(SqsClient client, string queueUrl)
    {
        var begun = Stopwatch.GetTimestamp();
        var visibility = _random.Next(VisibilityMax + 1);
        var messages = await client.ReceiveAsync(queueUrl, _random.Next(1, ReceiveMax + 1), visibility);
        ledger.Received(messages, begun, visibility);
        _held.AddRange(messages);
    }

    private async Task DeleteAsync(SqsClient client, string queueUrl)
    {
        var at = _random.Next(_held.Count);
        var message = _held[at];
        _held.RemoveAt(at);
        ledger.Deleting(message);
        try
        {
            await client.DeleteAsync(queueUrl, message.ReceiptHandle);
            ledger.Deleted(message);
        }
        catch (RefusedException refused)
            when (refused.Status == HttpStatusCode.BadRequest && refused.Message.Contains("expired", StringComparison.Ordinal))
        {
            ledger.NotDeleted(message);
        }
    }

    private static bool IsRepeatable(long firstAt) => Stopwatch.GetElapsedTime(firstAt) < _repeatable;
}
