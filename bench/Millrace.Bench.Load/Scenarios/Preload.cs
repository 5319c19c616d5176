using System.Diagnostics;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Fills a queue at full speed.</summary>
public static class Preload
{
    private const int Connections = 16;
    private const int EntriesMax = 10;
    private const int BodyBytes = 256;

    /// <summary>Sends this many messages in batches of ten.</summary>
    /// <param name="queue">The queue to fill.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="messages">How many; a multiple of ten.</param>
    /// <param name="clientThreads">Threads of the client.</param>
    /// <returns>Messages per second.</returns>
    /// <exception cref="LoadException">An answer was wrong, or the server's own count afterwards is not what was sent.</exception>
    public static double Send(Queue queue, int port, long messages, int clientThreads)
    {
        var before = queue.ApproximateNumberOfMessages();
        var request = queue.SendMessageBatch(MessageBody.OfBytes(BodyBytes), EntriesMax);
        var check = AnswerChecks.MessageIds(EntriesMax);
        var remaining = new RepeatCounted.Remaining(messages / EntriesMax);
        using var crowd = new Crowd(port, Connections, clientThreads, _ => new RepeatCounted(request, check, remaining));
        var start = Stopwatch.GetTimestamp();
        crowd.RunToTheEnd();
        var rate = messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = queue.ApproximateNumberOfMessages();
        if (after - before != messages)
        {
            throw new LoadException($"Sent {messages} messages, but the queue went from {before} to {after}.");
        }

        return rate;
    }
}
