using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Send, receive, delete on a FIFO queue with so many groups, beside three echoes of the same requests.</summary>
/// <remarks>
/// Every group holds a message from the start, so that there are as many groups as the name says at any time. With few groups
/// receives wait: a group with a message in flight gives out nothing, and one flush follows the other. That wait is the product's
/// promise, not its cost, and the floor has none.
/// </remarks>
public sealed class FifoRoundTrips(string name, int groups) : IScenario
{
    private const int Connections = 64;
    private const int BodyBytes = 256;
    private const int WaitSeconds = 20;

    public string Name => name;

    public string Measures =>
        $"send + receive + delete on a FIFO queue, {groups} groups, {BodyBytes} B, {Connections} connections; "
        + "floor: bare Kestrel echoing the same three requests";

    public void Run(LoadRun run)
    {
        using var arena = new Arena(run);
        var queue = Queue.CreateFifo(arena.Millrace.Port, "orders.fifo");
        var body = MessageBody.OfBytes(BodyBytes);
        var handle = queue.TryOut(queue.SendMessage(body, FifoSends.Group(0), "try-out"));
        for (var group = 0; group < groups; group++)
        {
            queue.Send(body, FifoSends.Group(group), $"first-{group}");
        }

        using var floor = new Contender(
            arena.Floor,
            CrowdOf(
                run,
                arena.Floor.Port,
                _ => new EchoRoundTrip(
                    queue.SendMessage(body, FifoSends.Group(0), "order-0000000000000000"),
                    queue.ReceiveMessage(WaitSeconds),
                    queue.DeleteMessage(handle)
                )
            )
        );
        using var millrace = new Contender(
            arena.Millrace,
            CrowdOf(
                run,
                arena.Millrace.Port,
                connection => new RoundTrip(
                    queue,
                    body,
                    new FifoSends(queue, body, groups, connection, Connections).Next,
                    queue.ReceiveMessage(WaitSeconds),
                    handle
                )
            )
        );
        var (floorSide, millraceSide) = Duel.Fight(run.Options, floor, millrace);
        run.Report.Add(
            new Comparison(Name, "bare Kestrel", "round trips", RoundTrips.PerExchange, floorSide, millraceSide, Budget: null)
        );
    }

    private static Crowd CrowdOf(LoadRun run, int port, Func<int, IConversation> conversation) =>
        new(port, Connections, run.Options.ClientThreads, conversation);
}
