using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>The queue against a list that does everything the slow way, over many seeded histories.</summary>
public sealed class ModelTests : SqsTest
{
    private const int Retention = 120;
    private readonly List<Entry> _list = [];

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("MILLRACE_TEST_LONG") == "1" ? 2000 : 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_queue_agrees_with_a_plain_list_whatever_happens(int seed)
    {
        var random = new Random(seed);
        Set("MessageRetentionPeriod", $"{Retention}");
        for (var step = 0; step < 150; step++)
        {
            Step(random);
            Forget();
            Assert.Equal((_list.Count(entry => entry.VisibleAt <= World.Now), Hidden(held: true), Hidden(held: false)), Counts());
            AssertNextDue();
        }

        Assert.Equal(World.Describe(), World.DescribeReplayed());
        Assert.Equal(World.Describe(), World.DescribeRestored());
    }

    private void Step(Random random)
    {
        switch (random.Next(40) == 0 ? 7 : random.Next(7))
        {
            case 0 or 1:
                var delay = random.Next(3) == 0 ? random.Next(1, 30) : 0;
                var sent = Send("x", delay);
                _list.Add(new Entry(sent.MessageId!, World.Now) { VisibleAt = World.Now.AddSeconds(delay) });
                break;
            case 2 or 3:
                var most = random.Next(1, 11);
                var visibility = random.Next(0, 40);
                var visible = _list.Where(entry => entry.VisibleAt <= World.Now).Select(entry => entry.Id).ToList();
                var received = Receive(most, visibility);
                var ids = received.ConvertAll(message => message.MessageId!);
                Assert.Equal(Math.Min(most, visible.Count), ids.Distinct().Count());
                Assert.Subset(visible.ToHashSet(), ids.ToHashSet());
                AssertFreshInOrder(ids);
                foreach (var message in received)
                {
                    var entry = _list.Single(entry => entry.Id == message.MessageId);
                    entry.Handles.Add(message.ReceiptHandle!);
                    entry.ReceivedAt = World.Now;
                    entry.VisibleAt = World.Now.AddSeconds(visibility);
                    Assert.Equal($"{entry.Handles.Count}", message.Attributes!["ApproximateReceiveCount"]);
                }

                break;
            case 4 when Held(random) is { } deleted:
                Ok(Sqs.DeleteMessage(Url, deleted.Handles[random.Next(deleted.Handles.Count)]));
                _list.Remove(deleted);
                break;
            case 5 when Held(random) is { } changed:
                var seconds = random.Next(0, 60);
                var handle = changed.Handles[random.Next(changed.Handles.Count)];
                var answer = Sqs.ChangeMessageVisibility(Url, handle, seconds);
                if (handle != changed.Handles[^1])
                {
                    // It was received again since.
                    Refused(answer, "InvalidParameterValueException");
                    break;
                }

                Ok(answer);
                changed.ReceivedAt ??= World.Now;
                changed.VisibleAt = World.Now.AddSeconds(seconds);
                break;
            case 7:
                if (Sqs.PurgeQueue(Url).Error is null)
                {
                    _list.Clear();
                }

                break;
            default:
                World.RunFor(TimeSpan.FromMilliseconds(random.Next(15_000)));
                break;
        }
    }

    /// <summary>Who was never delayed and never received is received in the order of the sends.</summary>
    private void AssertFreshInOrder(List<string> received)
    {
        var fresh = _list
            .FindAll(entry => entry.ReceivedAt is null && entry.VisibleAt == entry.SentAt)
            .ConvertAll(entry => entry.Id);
        var freshReceived = received.FindAll(fresh.Contains);
        Assert.Equal(fresh.Take(freshReceived.Count), freshReceived);
    }

    private void Forget() => _list.RemoveAll(entry => entry.SentAt.AddSeconds(Retention) <= World.Now);

    private int Hidden(bool held) => _list.Count(entry => entry.VisibleAt > World.Now && (entry.ReceivedAt is not null) == held);

    private Entry? Held(Random random)
    {
        var held = _list.FindAll(entry => entry.Handles.Count > 0);
        return held.Count > 0 ? held[random.Next(held.Count)] : null;
    }

    /// <summary>A queue may be due too early (a message may have been deleted since), but never too late, and never in the past.</summary>
    private void AssertNextDue()
    {
        var due = World.Queues.Single().NextDue(World.Now);
        var changes = _list
            .SelectMany(entry => new[] { entry.VisibleAt, entry.SentAt.AddSeconds(Retention) })
            .Where(moment => moment > World.Now)
            .ToList();
        Assert.True(due is null || due > World.Now, $"due at {due:O}, now {World.Now:O}");
        Assert.True(
            changes.Count == 0 || due <= changes.Min(),
            $"due at {due:O}, changes at {changes.Order().FirstOrDefault():O}"
        );
    }

    private sealed class Entry(string id, DateTimeOffset sentAt)
    {
        public string Id { get; } = id;

        public DateTimeOffset SentAt { get; } = sentAt;

        public DateTimeOffset VisibleAt { get; set; }

        public DateTimeOffset? ReceivedAt { get; set; }

        public List<string> Handles { get; } = [];
    }
}
