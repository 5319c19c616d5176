using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>SendMessage to one standard queue, each answer after its flush, beside an echo of the same bytes.</summary>
public sealed class SendMessage(string name, int bodyBytes, int connections, Budget? budget = null) : IScenario
{
    public string Name => name;

    public string Measures =>
        $"SendMessage, {bodyBytes} B, {connections} connections; floor: bare Kestrel echoing the same bytes";

    public void Run(LoadRun run)
    {
        using var arena = new Arena(run);
        var body = MessageBody.OfBytes(bodyBytes);
        var request = arena.Queue.SendMessage(body);
        var echo = new Repeat(request, AnswerChecks.Echo(request));
        var send = new Repeat(request, AnswerChecks.Md5(MessageBody.Md5(body)));
        using var floor = new Contender(
            arena.Floor,
            new Crowd(arena.Floor.Port, connections, run.Options.ClientThreads, _ => echo)
        );
        using var millrace = new Contender(
            arena.Millrace,
            new Crowd(arena.Millrace.Port, connections, run.Options.ClientThreads, _ => send)
        );
        var (floorSide, millraceSide) = Duel.Fight(run.Options, floor, millrace);
        run.Report.Add(new Comparison(Name, "bare Kestrel", "messages", UnitsPerExchange: 1, floorSide, millraceSide, budget));
    }
}
