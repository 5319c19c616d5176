using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Send, receive, delete on every connection, beside three echoes of the same requests.</summary>
public sealed class RoundTrips : IScenario
{
    /// <summary>One send, receive and delete is three exchanges.</summary>
    public const double PerExchange = 1.0 / 3;

    private const int Connections = 64;
    private const int BodyBytes = 256;

    public string Name => "round-trips-at-64";

    public string Measures =>
        $"send + receive + delete, {BodyBytes} B, {Connections} connections; floor: bare Kestrel echoing the same three requests";

    /// <summary>A crowd that makes round trips on a queue; the same for this scenario and for those over a backlog.</summary>
    public static Crowd CrowdOn(Queue queue, int port, string sampleHandle, int clientThreads) =>
        new(
            port,
            Connections,
            clientThreads,
            _ => RoundTrip.OnStandardQueue(queue, MessageBody.OfBytes(BodyBytes), sampleHandle)
        );

    public void Run(LoadRun run)
    {
        using var arena = new Arena(run);
        var body = MessageBody.OfBytes(BodyBytes);
        var handle = arena.Queue.TryOut(body);
        using var floor = new Contender(
            arena.Floor,
            new Crowd(
                arena.Floor.Port,
                Connections,
                run.Options.ClientThreads,
                _ => new EchoRoundTrip(
                    arena.Queue.SendMessage(body),
                    arena.Queue.ReceiveMessage(),
                    arena.Queue.DeleteMessage(handle)
                )
            )
        );
        using var millrace = new Contender(
            arena.Millrace,
            CrowdOn(arena.Queue, arena.Millrace.Port, handle, run.Options.ClientThreads)
        );
        var (floorSide, millraceSide) = Duel.Fight(run.Options, floor, millrace);
        run.Report.Add(
            new Comparison(Name, "bare Kestrel", "round trips", PerExchange, floorSide, millraceSide, Budget.AtLeast(0.6))
        );
    }
}
