using System.Globalization;
using Millrace.Api.Sns;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sqs.Operations;

namespace Millrace.Sns.Tests;

/// <summary>
/// Histories of publishers, subscribers and disasters in an order that a seed decides: what was acknowledged reaches every subscription it
/// is for, queues of this server get it once, and a group never overtakes itself from the topic to the queue.
/// </summary>
/// <remarks><c>MILLRACE_TEST_SEED=7 ./test Sns</c> lives one history, <c>MILLRACE_TEST_LONG=1</c> many more.</remarks>
public sealed class FanOutSimulationTests
{
    private const int SeedsByDefault = 150;
    private const int SeedsWhenLong = 5_000;

    [Fact]
    public void Every_history_keeps_every_promise()
    {
        var broken = new List<string>();
        var deliveries = 0;
        var cuts = 0;
        foreach (var seed in Seeds())
        {
            using var history = new History(seed);
            if (history.Live() is { } wrong)
            {
                broken.Add($"MILLRACE_TEST_SEED={seed.ToString(CultureInfo.InvariantCulture)} ./test Sns: {wrong}");
            }

            deliveries += history.Deliveries;
            cuts += history.PowerCuts;
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(10)));
        Assert.True(deliveries > 100, "A simulation that delivers nothing proves nothing.");
        Assert.True(cuts > 0 || Setting("MILLRACE_TEST_SEED") is not null, "A simulation without disasters proves nothing.");
    }

    private static IEnumerable<int> Seeds() =>
        Setting("MILLRACE_TEST_SEED") is { } single
            ? [single]
            : Enumerable.Range(1, Setting("MILLRACE_TEST_LONG") == 1 ? SeedsWhenLong : SeedsByDefault);

    private static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One history.</summary>
    private sealed class History : SnsTest, IDisposable
    {
        private const int Groups = 3;
        private const int QueueCount = 4;
        private const string FifoArn = TopicArn + ".fifo";

        private readonly Random _chance;
        private readonly List<(string Body, Func<bool> IsAcknowledged, bool IsFifo)> _published = [];
        private int _next;

        public History(int seed)
            : base(new SnsSettings { HasMailServer = true })
        {
            _chance = new Random(seed);
            World.MailServer.Answer = _ =>
                _chance.Next(2) == 0 ? new CallRefusal("Unreachable", "Nobody listens.", IsTransient: true) : null;
            CreateTopic("orders.fifo", ("FifoTopic", "true"));
            for (var index = 0; index < QueueCount; index++)
            {
                SubscribeQueue($"q{index}", TopicArn, Attributes(index));
                SubscribeQueue($"q{index}.fifo", FifoArn, Attributes(index));
            }
        }

        public int Deliveries { get; private set; }

        public int PowerCuts { get; private set; }

        /// <summary>Lives through it; what broke, or null.</summary>
        public string? Live()
        {
            var steps = _chance.Next(20, 80);
            for (var step = 0; step < steps; step++)
            {
                switch (_chance.Next(13))
                {
                    case < 6:
                        PublishOne();
                        break;
                    case < 9:
                        World.Step();
                        break;
                    case 9:
                        World.Pass(TimeSpan.FromMilliseconds(_chance.Next(1, 2000)));
                        break;
                    case 10:
                        World.LosePower();
                        PowerCuts++;
                        break;
                    case 11:
                        Ok(TrySubscribe("email", $"reader{_next++}@example.com"));
                        World.Pass(TimeSpan.FromSeconds(_chance.Next(20)));
                        break;
                    default:
                        World.Restart();
                        break;
                }
            }

            World.CheckThatReplayEqualsLiveState();
            World.Pass(TimeSpan.FromMinutes(1));
            World.CheckThatReplayEqualsLiveState();
            return FindBroken();
        }

        public void Dispose() => World.Settle();

        /// <summary>Every second subscription asks for messages of one kind.</summary>
        private static (string, string)[] Attributes(int index) =>
            index % 2 == 0
                ? [("RawMessageDelivery", "true")]
                : [("RawMessageDelivery", "true"), ("FilterPolicy", """{"kind":["even"]}""")];

        private void PublishOne()
        {
            var number = _next++;
            var isFifo = _chance.Next(2) == 0;
            var body = $"{number}";
            var request = new PublishInput
            {
                TopicArn = isFifo ? FifoArn : TopicArn,
                Message = body,
                MessageGroupId = isFifo ? $"g{number % Groups}" : null,
                MessageDeduplicationId = isFifo ? body : null,
                MessageAttributes = new(StringComparer.Ordinal)
                {
                    ["kind"] = new() { DataType = "String", StringValue = number % 2 == 0 ? "even" : "odd" },
                },
            };
            var asked = World.AskAsync<Publish, Topic, PublishInput, PublishResponse>(request, Caller);
            _published.Add((body, () => asked is { IsCompletedSuccessfully: true, Result.Error: null }, isFifo));
        }

        /// <summary>Accounts for every message in every queue.</summary>
        private string? FindBroken()
        {
            for (var index = 0; index < QueueCount; index++)
            {
                foreach (var isFifo in (bool[])[false, true])
                {
                    var name = isFifo ? $"q{index}.fifo" : $"q{index}";
                    var bodies = Drain(name)
                        .ConvertAll(message => int.Parse(message.Body!.Value.ToString(), CultureInfo.InvariantCulture));
                    Deliveries += bodies.Count;
                    if (bodies.Count != bodies.Distinct().Count())
                    {
                        return $"{name} got a message twice: {string.Join(' ', bodies)}";
                    }

                    if (bodies.Exists(body => index % 2 == 1 && body % 2 == 1))
                    {
                        return $"{name} got what it did not ask for: {string.Join(' ', bodies)}";
                    }

                    var missing = _published.Find(one =>
                        one.IsFifo == isFifo
                        && one.IsAcknowledged()
                        && (index % 2 == 0 || int.Parse(one.Body, CultureInfo.InvariantCulture) % 2 == 0)
                        && !bodies.Contains(int.Parse(one.Body, CultureInfo.InvariantCulture))
                    );
                    if (missing.Body is not null)
                    {
                        return $"{name} never got {missing.Body}, which was acknowledged";
                    }

                    if (isFifo && bodies.GroupBy(body => body % Groups).Any(group => !group.SequenceEqual(group.Order())))
                    {
                        return $"{name} got a group out of order: {string.Join(' ', bodies)}";
                    }
                }
            }

            return null;
        }
    }
}
