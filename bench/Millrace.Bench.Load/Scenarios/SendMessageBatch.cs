using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>SendMessageBatch of ten, beside an echo of the same batch.</summary>
public sealed class SendMessageBatch : IScenario
{
    private const int Connections = 64;
    private const int Entries = 10;
    private const int BodyBytes = 256;

    public string Name => "batch-of-ten-at-64";

    public string Measures =>
        $"SendMessageBatch of {Entries} × {BodyBytes} B, {Connections} connections; floor: bare Kestrel echoing the same bytes";

    public void Run(LoadRun run)
    {
        using var arena = new Arena(run);
        var request = arena.Queue.SendMessageBatch(MessageBody.OfBytes(BodyBytes), Entries);
        var echo = new Repeat(request, AnswerChecks.Echo(request));
        var send = new Repeat(request, AnswerChecks.MessageIds(Entries));
        using var floor = new Contender(
            arena.Floor,
            new Crowd(arena.Floor.Port, Connections, run.Options.ClientThreads, _ => echo)
        );
        using var millrace = new Contender(
            arena.Millrace,
            new Crowd(arena.Millrace.Port, Connections, run.Options.ClientThreads, _ => send)
        );
        var (floorSide, millraceSide) = Duel.Fight(run.Options, floor, millrace);
        run.Report.Add(new Comparison(Name, "bare Kestrel", "messages", Entries, floorSide, millraceSide, Budget: null));
    }
}
