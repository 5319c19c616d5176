using System.Globalization;
using Millrace.Engine;
using Millrace.Sqs.Fifo;

namespace Millrace.Sqs;

/// <summary>A queue in a checkpoint, and its payloads when segments are rewritten.</summary>
public sealed partial class Queue
{
    public override bool Needs(IFact fact, PayloadHandle at) =>
        fact is MessageSent sent && _messages[sent.Number] is { IsLive: true } slot && slot.Position == at.Position;

    public override void Relocate(IFact fact, PayloadHandle from, PayloadHandle to)
    {
        if (fact is MessageSent sent && _messages[sent.Number] is { IsLive: true } slot && slot.Position == from.Position)
        {
            ref var changed = ref _messages.Change(sent.Number);
            changed.Position = to.Position;
            changed.Length = to.Length;
            Payloads.Hold(to);
            Payloads.Release(from);
        }
    }

    public override IResourceImage Capture() =>
        new Image(
            CreatedAt,
            ModifiedAt,
            DeletedAt,
            PurgedAt,
            PausedAt,
            Attributes.Given,
            [.. _tags],
            [.. _leaving.Values],
            [.. _homes],
            [.. _moveTasks.Select(MoveTaskImage.Of)],
            _nextNumber,
            _lastCall,
            _messages.Freeze(),
            _accepted.Freeze(),
            _attempts.Freeze()
        );

    public override void Restore(BinaryReader reader)
    {
        CreatedAt = reader.ReadTime();
        ModifiedAt = reader.ReadTime();
        DeletedAt = reader.ReadTime();
        PurgedAt = reader.ReadTime();
        PausedAt = reader.ReadTime();
        Attributes = QueueAttributes.Kept(reader.ReadTexts(), Limits);
        SetTags(reader.ReadTexts());
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var leaving = new Leaving(reader.ReadInt64(), reader.ReadInt64(), reader.ReadString(), reader.ReadBoolean());
            _leaving.Add(leaving.CallNumber, leaving);
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _homes.Add(reader.ReadString());
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _moveTasks.Add(MoveTaskImage.Read(reader, Limits.MovesPerSecondMax));
        }

        _nextNumber = reader.ReadInt64();
        _lastCall = reader.ReadInt64();
        _messages.Restore(reader, IsFifo ? _groups.Add : JoinTenant);
        _accepted.Restore(reader);
        _attempts.Restore(reader);
        _stamp = CreatedAt is { } createdAt ? StampOf(createdAt) : 0;
        Reindex();
    }

    /// <summary>A text of everything that decides what this queue answers: equal states give equal texts.</summary>
    public string Describe(DateTimeOffset now)
    {
        Advance(now.ToUnixTimeMilliseconds());
        var text = new System.Text.StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Arn} {CreatedAt} {DeletedAt} {PurgedAt} {PausedAt} next {_nextNumber} call {_lastCall} "
        );
        text.Append(CultureInfo.InvariantCulture, $"hidden {_hiddenLive} delayed {_delayed} ");
        text.Append(CultureInfo.InvariantCulture, $"fresh {(IsFifo ? -1 : _messages.Next(_fresh))}\n");
        text.AppendJoin(' ', Attributes.Given).AppendJoin(' ', _tags.Order()).Append('\n');
        for (var number = _messages.Next(0); number >= 0; number = _messages.Next(number + 1))
        {
            var slot = _messages[number];
            text.Append(CultureInfo.InvariantCulture, $"{number}: {slot.SentAt} {slot.VisibleAt} {slot.ReceiveCount} ");
            text.Append(CultureInfo.InvariantCulture, $"{slot.FirstReceivedAfter} {slot.ReceivedAfter} {slot.Flags} ");
            text.Append(CultureInfo.InvariantCulture, $"{_messages.ArrivalOf(number)} {_messages.GroupOf(number)}\n");
        }

        text.AppendJoin('\n', _moveTasks.Select(MoveTaskImage.Of)).Append('\n');
        foreach (var group in _groups.All.OrderBy(group => group.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{group.Id} from {group.Head(_messages)}\n");
        }

        text.AppendJoin('\n', _accepted.OpenAt(now.ToUnixTimeMilliseconds()));
        foreach (var attempt in _attempts.Freeze())
        {
            text.Append(CultureInfo.InvariantCulture, $"{attempt.Id} {attempt.At} {attempt.VisibleAt} ");
            text.AppendJoin(' ', attempt.HandedOut).Append('\n');
        }

        return text.ToString();
    }

    private void Reindex()
    {
        _fresh = _nextNumber;
        for (var number = _messages.Next(0); number >= 0; number = _messages.Next(number + 1))
        {
            var slot = _messages[number];
            Payloads.Hold(new PayloadHandle(slot.Position, slot.Length));
            MayExpire(slot.SentAt);
            if (slot.IsHidden)
            {
                CountHidden(number, slot.IsDelayed, 1);
                _hidden.Enqueue(number, slot.VisibleAt);
            }
            else if (IsFresh(number))
            {
                _fresh = Math.Min(_fresh, number);
            }
            else if (slot.IsLeaving)
            {
                CountLeaving(number, 1);
            }
            else if (!IsFifo)
            {
                Offer(number, isFresh: !slot.WasHandedOut);
            }
        }
    }

    private sealed record Image(
        DateTimeOffset? CreatedAt,
        DateTimeOffset? ModifiedAt,
        DateTimeOffset? DeletedAt,
        DateTimeOffset? PurgedAt,
        DateTimeOffset? PausedAt,
        IReadOnlyDictionary<string, string> Attributes,
        IReadOnlyList<KeyValuePair<string, string>> Tags,
        IReadOnlyList<Leaving> Leaving,
        IReadOnlyList<string> Homes,
        IReadOnlyList<MoveTaskImage> MoveTasks,
        long NextNumber,
        long LastCall,
        MessageTable.Picture Messages,
        DeduplicationWindow.Picture Accepted,
        ReceiveAttempt[] Attempts
    ) : IResourceImage
    {
        public void Write(BinaryWriter writer)
        {
            writer.Write(CreatedAt);
            writer.Write(ModifiedAt);
            writer.Write(DeletedAt);
            writer.Write(PurgedAt);
            writer.Write(PausedAt);
            writer.Write(Attributes);
            writer.Write(Tags);
            writer.Write(Leaving.Count);
            foreach (var (call, number, target, isMove) in Leaving)
            {
                writer.Write(call);
                writer.Write(number);
                writer.Write(target);
                writer.Write(isMove);
            }

            writer.Write(Homes.Count);
            foreach (var home in Homes)
            {
                writer.Write(home);
            }

            writer.Write(MoveTasks.Count);
            foreach (var task in MoveTasks)
            {
                task.Write(writer);
            }

            writer.Write(NextNumber);
            writer.Write(LastCall);
            Messages.Write(writer);
            Accepted.Write(writer);
            ReceiveAttempts.Write(writer, Attempts);
        }
    }
}
