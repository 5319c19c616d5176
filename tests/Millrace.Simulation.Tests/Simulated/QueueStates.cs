using Millrace.Api;
using Millrace.Engine;
using Millrace.Sqs;

namespace Millrace.Simulation.Simulated;

/// <summary>Asks every queue for all that decides its answers.</summary>
internal sealed class QueueStates : IListing<Queue, Unit, string, QueueStates.Text>
{
    public static ResourceId Address(Unit request, Caller caller) => new(Queue.Kind, "*");

    public static string? Select(Queue resource, Unit request, in Turn turn) =>
        resource.Exists ? resource.Describe(turn.Now) : null;

    public static Outcome<Text> Gather(List<string> items, Unit request, in Turn turn) =>
        Outcome<Text>.Reply(new Text(string.Join('\n', items.Order(StringComparer.Ordinal))));

    /// <summary>All states, one after the other.</summary>
    internal sealed record Text(string Value);
}
