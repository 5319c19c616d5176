using System.Diagnostics;
using System.Globalization;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Processes;
using Millrace.Bench.Load.Report;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>One message published to 1, 10 and 100 queues, until every queue has every message; beside as many plain sends.</summary>
/// <remarks>
/// The clock runs until the last queue has counted the last message, so that an acknowledgement that is early gains nothing.
/// Both sides run on one server, one after the other, alternating.
/// </remarks>
public sealed class FanOut : IScenario
{
    private const int Connections = 64;
    private const int BodyBytes = 256;
    private const int DeliveriesARound = 40_000;

    private static readonly int[] Widths = [1, 10, 100];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "fan-out";

    public string Measures => "Publish to 1, 10 and 100 queues until all have all; floor: as many SendMessage on the same server";

    public void Run(LoadRun run)
    {
        var data = run.Workplace.NewDataFolder();
        var server = run.Workplace.StartMillrace(data);
        try
        {
            foreach (var width in Widths)
            {
                Run(run, server, width);
            }
        }
        finally
        {
            run.Workplace.End(server, data);
        }
    }

    private void Run(LoadRun run, ChildProcess server, int width)
    {
        var topic = Topic.Create(server.Port, $"orders-{width}");
        Queue[] queues = [.. Enumerable.Range(0, width).Select(index => Queue.Create(server.Port, $"orders-{width}-{index}"))];
        for (var index = 0; index < width; index++)
        {
            topic.Subscribe($"arn:aws:sqs:us-east-1:000000000000:orders-{width}-{index}");
        }

        var plain = Queue.Create(server.Port, $"plain-{width}");
        var body = MessageBody.OfBytes(BodyBytes);
        var publications = DeliveriesARound / width;
        var sent = 0L;
        var published = 0L;
        var sends = new List<double>();
        var deliveries = new List<double>();
        for (var round = 0; round <= run.Options.Rounds; round++)
        {
            // The first round warms up and is not counted.
            var send = Time(run, server, plain.SendMessage(body), DeliveriesARound, [plain], sent += DeliveriesARound);
            var publish = Time(run, server, topic.Publish(body), publications, queues, published += publications);
            if (round > 0)
            {
                sends.Add(DeliveriesARound / send.TotalSeconds);
                deliveries.Add(DeliveriesARound / publish.TotalSeconds);
            }
        }

        var (sendRate, deliveryRate) = (Side.Median([.. sends]), Side.Median([.. deliveries]));
        run.Report.Add(new Figure(Name, $"plain sends, {width} wide", sendRate, "messages/s"));
        run.Report.Add(new Figure(Name, $"deliveries to {width} queues", deliveryRate, "messages/s"));
        run.Report.Add(
            new Figure(
                Name,
                $"deliveries to {width} queues, of plain sends",
                deliveryRate / sendRate,
                "",
                width == 100 ? Budget.AtLeast(0.5) : null
            )
        );
    }

    /// <summary>Sends a request so often, and waits until every queue holds so many messages.</summary>
    private static TimeSpan Time(LoadRun run, ChildProcess server, byte[] request, int times, Queue[] queues, long expected)
    {
        var remaining = new RepeatCounted.Remaining(times);
        using var crowd = new Crowd(
            server.Port,
            Connections,
            run.Options.ClientThreads,
            _ => new RepeatCounted(request, (in Answer answer) => answer.RequireSuccess(), remaining)
        );
        var start = Stopwatch.GetTimestamp();
        crowd.RunToTheEnd();
        foreach (var queue in queues)
        {
            while (queue.ApproximateNumberOfMessages() is var count && count < expected)
            {
                if (Stopwatch.GetElapsedTime(start) > Patience)
                {
                    throw new LoadException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{queue.Url} has {count} of {expected} messages after two minutes."
                        )
                    );
                }

                Thread.Sleep(Look);
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
