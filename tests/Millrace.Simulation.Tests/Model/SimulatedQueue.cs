using System.Globalization;
using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>One of the queues of a history: how it is created, and what its clients know of it.</summary>
internal sealed class SimulatedQueue(string name, int visibilitySeconds, int delaySeconds, TimeSpan retention)
{
    /// <summary>A maxReceiveCount that no receive reaches: the queue has no redrive policy.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The queue has a KMS key, and SQS's own encryption is off.</summary>
    public const int KeyEncryption = 0;

    /// <summary>SQS's own encryption is on, and there is no key: how a queue begins.</summary>
    public const int OwnEncryption = 1;

    private const string ArnPrefix = "arn:aws:sqs:us-east-1:000000000000:";

    private readonly List<long> _lostReceives = [];

    public string Name { get; } = name;

    public TimeSpan Retention { get; } = retention;

    /// <summary>Where its messages go when they were received too often.</summary>
    public SimulatedQueue? DeadLetters { get; init; }

    /// <summary>With which it is created; it is never set to less.</summary>
    public int MaxReceiveCount { get; init; } = Unlimited;

    /// <summary>DeduplicationScope messageGroup; otherwise queue.</summary>
    public bool DeduplicatesByGroup { get; init; }

    /// <summary>Where a move task with a destination takes the messages of this dead-letter queue; null for other queues.</summary>
    public SimulatedQueue? Destination { get; init; }

    public PossibleValues Visibility { get; } = new(visibilitySeconds);

    public PossibleValues Delay { get; } = new(delaySeconds);

    /// <summary>The maxReceiveCount of its redrive policy, or <see cref="Unlimited"/>.</summary>
    public PossibleValues MostReceives { get; private init; } = new(Unlimited);

    /// <summary><see cref="KeyEncryption"/> or <see cref="OwnEncryption"/>.</summary>
    public PossibleValues Encryption { get; } = new(OwnEncryption);

    public string Arn => ArnPrefix + Name;

    public string Url => "http://localhost:4566/000000000000/" + Name;

    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    public bool IsDeadLetterQueue => Destination is not null;

    /// <summary>Receives that may have been decided and whose answers are still to come.</summary>
    public List<AskedReceive> OpenReceives { get; } = [];

    /// <summary>Purges and deletions that were asked for, oldest first.</summary>
    public List<Ending> Endings { get; } = [];

    /// <summary>The move tasks that were asked for, oldest first.</summary>
    public List<SimulatedTask> MoveTasks { get; } = [];

    /// <summary>A move task may run, or may have messages on their way.</summary>
    public bool MayBeMoving { get; set; }

    /// <summary>The highest SequenceNumber that anybody was told; texts of equal length compare like the numbers.</summary>
    public string HighestSequence { get; set; } = "";

    /// <summary>The queues of a history.</summary>
    public static IReadOnlyList<SimulatedQueue> Make()
    {
        var days = TimeSpan.FromDays(14);
        var plain = new SimulatedQueue("plain", 30, 0, days);
        var dead = new SimulatedQueue("dead", 20, 0, days) { Destination = plain };
        var orders = new SimulatedQueue("orders.fifo", 20, 0, days);
        var fallen = new SimulatedQueue("fallen.fifo", 10, 0, days) { Destination = orders };
        return
        [
            dead,
            plain,
            new SimulatedQueue("work", 5, 0, days)
            {
                DeadLetters = dead,
                MaxReceiveCount = 2,
                MostReceives = new(2),
            },
            new SimulatedQueue("jobs", 1, 0, days)
            {
                DeadLetters = dead,
                MaxReceiveCount = 1,
                MostReceives = new(1),
            },
            new SimulatedQueue("brief", 10, 0, TimeSpan.FromSeconds(90)),
            new SimulatedQueue("late", 15, 4, days),
            fallen,
            orders,
            new SimulatedQueue("steps.fifo", 3, 0, days)
            {
                DeadLetters = fallen,
                MaxReceiveCount = 2,
                MostReceives = new(2),
            },
            new SimulatedQueue("lanes.fifo", 6, 2, days) { DeduplicatesByGroup = true },
        ];
    }

    /// <summary>A receive is asked for.</summary>
    public AskedReceive Asking(DateTimeOffset now, long tick, int? visibilitySeconds, SimulatedAttempt? attempt)
    {
        var asked = new AskedReceive(this, now, visibilitySeconds, attempt) { Tick = tick };
        OpenReceives.Add(asked);
        return asked;
    }

    /// <summary>Of the receives on their way nobody will be told any more.</summary>
    public void LoseReceives(long now)
    {
        _lostReceives.AddRange(OpenReceives.Select(_ => now));
        OpenReceives.Clear();
    }

    /// <summary>How many receives may have given out a message since a moment, so that nobody was told.</summary>
    public int UntoldReceives(long since)
    {
        var lost = 0;
        for (var index = _lostReceives.Count - 1; index >= 0 && _lostReceives[index] > since; index--)
        {
            lost++;
        }

        return OpenReceives.Count + lost;
    }

    public CreateQueueRequest Creation()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [QueueAttributeName.VisibilityTimeout] = Text(visibilitySeconds),
            [QueueAttributeName.DelaySeconds] = Text(delaySeconds),
            [QueueAttributeName.MessageRetentionPeriod] = Text((int)Retention.TotalSeconds),
            [QueueAttributeName.SqsManagedSseEnabled] = "true",
        };
        if (DeadLetters is not null)
        {
            attributes[QueueAttributeName.RedrivePolicy] = RedrivePolicy(MaxReceiveCount);
        }

        if (IsFifo)
        {
            attributes[QueueAttributeName.FifoQueue] = "true";
            attributes[QueueAttributeName.DeduplicationScope] = DeduplicatesByGroup ? "messageGroup" : "queue";
        }

        return new CreateQueueRequest { QueueName = Name, Attributes = attributes };
    }

    /// <summary>The attribute to set, and its text, for a setting to have a value.</summary>
    public (string Name, string Text) Attribute(PossibleValues setting, int value) =>
        setting == Visibility ? (QueueAttributeName.VisibilityTimeout, Text(value))
        : setting == Delay ? (QueueAttributeName.DelaySeconds, Text(value))
        : setting == MostReceives ? (QueueAttributeName.RedrivePolicy, RedrivePolicy(value))
        : value == OwnEncryption ? (QueueAttributeName.SqsManagedSseEnabled, "true")
        : (QueueAttributeName.KmsMasterKeyId, "alias/simulated");

    /// <summary>The attribute for a maxReceiveCount; the empty text, which takes the policy away, for <see cref="Unlimited"/>.</summary>
    public string RedrivePolicy(int maxReceiveCount) =>
        maxReceiveCount == Unlimited
            ? ""
            : $$"""{"deadLetterTargetArn":"{{DeadLetters!.Arn}}","maxReceiveCount":{{Text(maxReceiveCount)}}}""";

    /// <summary>Asks for all settings as at the creation; what to tell when the answer is there.</summary>
    public Action<bool> AskCreation()
    {
        (PossibleValues Values, int Number)[] asked =
        [
            (Visibility, Visibility.Ask(visibilitySeconds)),
            (Delay, Delay.Ask(delaySeconds)),
            (MostReceives, MostReceives.Ask(MaxReceiveCount)),
            (Encryption, Encryption.Ask(OwnEncryption)),
        ];
        return isDone => Array.ForEach(asked, one => Answered(one.Values, one.Number, isDone));
    }

    public static void Answered(PossibleValues values, int number, bool isDone)
    {
        if (isDone)
        {
            values.Acknowledge(number);
        }
        else
        {
            values.Refuse(number);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
