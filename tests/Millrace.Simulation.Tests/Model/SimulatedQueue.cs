using System.Globalization;
using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>One of the queues of the simulation: its attributes never change, its existence does.</summary>
internal sealed record SimulatedQueue(string Name, int VisibilitySeconds, int DelaySeconds, TimeSpan Retention)
{
    /// <summary>Where its messages go when they were received too often.</summary>
    public SimulatedQueue? DeadLetters { get; init; }

    public int MaxReceiveCount { get; init; }

    /// <summary>The queues of every history.</summary>
    public static IReadOnlyList<SimulatedQueue> All { get; } = Make();

    public string Url => "http://localhost:4566/000000000000/" + Name;

    public bool Equals(SimulatedQueue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    public CreateQueueRequest Creation()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [QueueAttributeName.VisibilityTimeout] = Text(VisibilitySeconds),
            [QueueAttributeName.DelaySeconds] = Text(DelaySeconds),
            [QueueAttributeName.MessageRetentionPeriod] = Text((int)Retention.TotalSeconds),
        };
        if (DeadLetters is not null)
        {
            attributes[QueueAttributeName.RedrivePolicy] =
                $$"""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:{{DeadLetters.Name}}","maxReceiveCount":{{MaxReceiveCount}}}""";
        }

        return new CreateQueueRequest { QueueName = Name, Attributes = attributes };
    }

    private static SimulatedQueue[] Make()
    {
        var days = TimeSpan.FromDays(14);
        var dead = new SimulatedQueue("dead", 20, 0, days);
        return
        [
            dead,
            new SimulatedQueue("plain", 30, 0, days),
            new SimulatedQueue("work", 5, 0, days) { DeadLetters = dead, MaxReceiveCount = 2 },
            new SimulatedQueue("jobs", 1, 0, days) { DeadLetters = dead, MaxReceiveCount = 1 },
            new SimulatedQueue("brief", 10, 0, TimeSpan.FromSeconds(90)),
            new SimulatedQueue("late", 15, 4, days),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
