using System.Globalization;
using System.Text;
using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>An outbox in a checkpoint, and its payloads when segments are rewritten.</summary>
public sealed partial class AccountOutbox
{
    public override bool Needs(IFact fact, PayloadHandle at) =>
        fact is NotificationKept kept && Find(kept.Number) is { } entry && entry.Payload.Position == at.Position;

    public override void Relocate(IFact fact, PayloadHandle from, PayloadHandle to)
    {
        if (fact is NotificationKept kept && Find(kept.Number) is { } entry && entry.Payload.Position == from.Position)
        {
            _entries[kept.Number] = entry with { Payload = to };
            _waitingBytes += entry.Mail == MailStatus.Waiting ? to.Length - from.Length : 0;
            _settledBytes += entry.Mail == MailStatus.Waiting ? 0 : to.Length - from.Length;
            Payloads.Hold(to);
            Payloads.Release(from);
        }
    }

    public override IResourceImage Capture() => new Image(_lastNumber, _lastCall, [.. _entries.Values]);

    public override void Restore(BinaryReader reader)
    {
        _lastNumber = reader.ReadInt64();
        _lastCall = reader.ReadInt64();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var entry = OutboxEntry.Read(reader);
            Payloads.Hold(entry.Payload);
            _entries.Add(entry.Number, entry);
            if (entry.Mail != MailStatus.Waiting)
            {
                Keep(entry);
                continue;
            }

            _waitingBytes += entry.Payload.Length;
            if (entry.CallNumber > 0)
            {
                _byCall.Add(entry.CallNumber, entry.Number);
            }
            else
            {
                _due.Add((entry.DueAt, entry.Number));
            }
        }
    }

    /// <summary>A text of everything that decides what this outbox answers and sends: equal states give equal texts.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Arn} number {_lastNumber} call {_lastCall} ");
        text.Append(CultureInfo.InvariantCulture, $"bytes settled {_settledBytes} waiting {_waitingBytes}\n");
        foreach (var entry in _entries.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Number} {entry.At} {entry.Protocol} {entry.Endpoint} ");
            text.Append(CultureInfo.InvariantCulture, $"{entry.Payload.Length} {entry.Mail} call {entry.CallNumber} ");
            text.Append(CultureInfo.InvariantCulture, $"after {entry.Attempts} due {entry.DueAt} {entry.MailError}\n");
        }

        text.AppendJoin(' ', _settled).Append('\n').AppendJoin(' ', _due).Append('\n');
        return text.AppendJoin(' ', _byCall.OrderBy(call => call.Key)).ToString();
    }

    private sealed record Image(long LastNumber, long LastCall, OutboxEntry[] Entries) : IResourceImage
    {
        public void Write(BinaryWriter writer)
        {
            writer.Write(LastNumber);
            writer.Write(LastCall);
            writer.Write(Entries.Length);
            foreach (var entry in Entries)
            {
                entry.Write(writer);
            }
        }
    }
}
