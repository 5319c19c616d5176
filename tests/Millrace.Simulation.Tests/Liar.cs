using Millrace.Api.Sqs;

namespace Millrace.Simulation;

/// <summary>Changes what clients are told, each kind of lie for a promise that no forgotten fact breaks.</summary>
internal abstract class Liar
{
    /// <summary>Changes an answer in place.</summary>
    public abstract void Tell(object reply);

    private static string? Sequence(Message message) =>
        message.Attributes!.GetValueOrDefault(MessageSystemAttributeName.SequenceNumber);

    private static bool IsDead(Message message) =>
        message.Attributes!.ContainsKey(MessageSystemAttributeName.DeadLetterQueueSourceArn);

    /// <summary>Turns a batch of a FIFO queue around and numbers it anew, as if its messages had arrived the other way round.</summary>
    private static void TurnAround(List<Message> messages)
    {
        string[] sequences = [.. messages.Select(message => Sequence(message)!)];
        messages.Reverse();
        for (var index = 0; index < sequences.Length; index++)
        {
            messages[index].Attributes![MessageSystemAttributeName.SequenceNumber] = sequences[index];
        }
    }

    /// <summary>Dead letters are told to have arrived the other way round.</summary>
    internal sealed class AboutDeadLetters : Liar
    {
        public override void Tell(object reply)
        {
            if (
                reply is ReceiveMessageResult { Messages: { Count: > 1 } messages }
                && messages.TrueForAll(message => IsDead(message) && Sequence(message) is not null)
            )
            {
                TurnAround(messages);
            }
        }
    }

    /// <summary>Moved messages are told to have arrived the other way round.</summary>
    internal sealed class AboutMoves : Liar
    {
        private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

        public override void Tell(object reply)
        {
            switch (reply)
            {
                case SendMessageResult sent:
                    _sent.Add(sent.MessageId!);
                    break;
                case SendMessageBatchResult { Successful: { } sent }:
                    _sent.UnionWith(sent.Select(entry => entry.MessageId!));
                    break;
                case ReceiveMessageResult { Messages: { Count: > 1 } messages } when messages.TrueForAll(IsMoved):
                    TurnAround(messages);
                    break;
            }
        }

        private bool IsMoved(Message message) =>
            !IsDead(message) && Sequence(message) is not null && !_sent.Contains(message.MessageId!);
    }

    /// <summary>Messages of one group change places in an answer.</summary>
    internal sealed class AboutOrder : Liar
    {
        public override void Tell(object reply)
        {
            if (reply is ReceiveMessageResult { Messages: { Count: > 1 } messages } && Sequence(messages[0]) is not null)
            {
                messages.Reverse();
            }
        }
    }

    /// <summary>Each send to a FIFO queue is told to be the first.</summary>
    internal sealed class AboutSequence : Liar
    {
        public override void Tell(object reply)
        {
            if (reply is SendMessageResult { SequenceNumber: not null } sent)
            {
                sent.SequenceNumber = "10000000000000000001";
            }
        }
    }

    /// <summary>The repetition of a receive is told to be one more.</summary>
    internal sealed class AboutCounts : Liar
    {
        private readonly HashSet<string> _handles = new(StringComparer.Ordinal);

        public override void Tell(object reply)
        {
            foreach (var message in (reply as ReceiveMessageResult)?.Messages ?? [])
            {
                if (!_handles.Add(message.ReceiptHandle!))
                {
                    message.Attributes![MessageSystemAttributeName.ApproximateReceiveCount] += "1";
                }
            }
        }
    }

    /// <summary>Every move task shows a handle.</summary>
    internal sealed class AboutHandles : Liar
    {
        public override void Tell(object reply)
        {
            foreach (var task in (reply as ListMessageMoveTasksResult)?.Results ?? [])
            {
                task.TaskHandle ??= "handle";
            }
        }
    }

    /// <summary>A message's group is shown up to a mark, see <see cref="SabotageTests"/>.</summary>
    internal sealed class AboutGroups : Liar
    {
        public const char Mark = '|';

        public override void Tell(object reply)
        {
            foreach (var message in (reply as ReceiveMessageResult)?.Messages ?? [])
            {
                if (message.Attributes!.TryGetValue(MessageSystemAttributeName.MessageGroupId, out var group))
                {
                    message.Attributes[MessageSystemAttributeName.MessageGroupId] = group.Split(Mark)[0];
                }
            }
        }
    }
}
