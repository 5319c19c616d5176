using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Publishing to a topic with 100,000 subscriptions, each for another key, one of which matches; beside a topic with ten.</summary>
public sealed class FilteredPublish : IScenario
{
    private const int Connections = 64;
    private const int Few = 10;
    private const int Many = 100_000;
    private const int BodyBytes = 256;
    private const string Attribute = "tenant";

    public string Name => "publish-filtered";

    public string Measures => "Publish with 100,000 filtered subscriptions, one of them matching; floor: the same with ten";

    public void Run(LoadRun run)
    {
        var fewData = run.Workplace.NewDataFolder();
        var manyData = run.Workplace.NewDataFolder();
        var few = run.Workplace.StartMillrace(fewData);
        var many = run.Workplace.StartMillrace(manyData);
        try
        {
            var before = many.ResidentBytes;
            using var floor = new Contender(few, CrowdOn(run, few, Few));
            using var millrace = new Contender(many, CrowdOn(run, many, Many));
            run.Report.Add(
                new Figure(Name, "resident memory per subscription", (many.ResidentBytes - before) / (double)Many, "bytes")
            );
            var (floorSide, millraceSide) = Duel.Fight(run.Options, floor, millrace);
            run.Report.Add(
                new Comparison(Name, "ten subscriptions", "publications", UnitsPerExchange: 1, floorSide, millraceSide, null)
            );
        }
        finally
        {
            run.Workplace.End(few, fewData);
            run.Workplace.End(many, manyData);
        }
    }

    private static Crowd CrowdOn(LoadRun run, ChildProcess server, int subscriptions)
    {
        var topic = Topic.Create(server.Port, "orders");
        _ = Queue.Create(server.Port, "orders-0");
        LoadRun.Say($"  subscribing {subscriptions} queues");
        var supply = new EachOnce.Supply(
            subscriptions,
            index => topic.Subscription($"arn:aws:sqs:us-east-1:000000000000:orders-{index}", (Attribute, $"tenant-{index}"))
        );
        using (
            var subscribers = new Crowd(
                server.Port,
                Connections,
                run.Options.ClientThreads,
                _ => new EachOnce(supply, (in Answer answer) => answer.RequireSuccess())
            )
        )
        {
            subscribers.RunToTheEnd();
        }

        var publish = new Repeat(
            topic.Publish(MessageBody.OfBytes(BodyBytes), (Attribute, "tenant-0")),
            (in Answer answer) => answer.RequireSuccess()
        );
        return new Crowd(server.Port, Connections, run.Options.ClientThreads, _ => publish);
    }
}
