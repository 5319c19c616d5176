using System.Globalization;
using System.Text;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>A topic in a checkpoint, and its payloads when segments are rewritten.</summary>
public sealed partial class Topic
{
    public override bool Needs(IFact fact, PayloadHandle at) =>
        MessageNumberOf(fact) is { } number
        && _messages.TryGetValue(number, out var message)
        && message.Payload.Position == at.Position;

    public override void Relocate(IFact fact, PayloadHandle from, PayloadHandle to)
    {
        if (
            MessageNumberOf(fact) is { } number
            && _messages.TryGetValue(number, out var message)
            && message.Payload.Position == from.Position
        )
        {
            _messages[number] = message with { Payload = to };
            Payloads.Hold(to);
            Payloads.Release(from);
        }
    }

    public override IResourceImage Capture() =>
        new Image(
            CreatedAt,
            ArchivesSince,
            Attributes.Given,
            [.. _tags],
            _lastMessage,
            _lastCall,
            _lastSubscription,
            DeletedCount,
            [.. _subscriptions.Values.Select(subscription => new SubscriptionImage(subscription))],
            [.. _replays],
            [.. _messages.Select(message => (message.Key, message.Value.Payload))],
            [.. _deliveries],
            [.. _archive],
            _accepted.Freeze(),
            [.. _audits]
        );

    public override void Restore(BinaryReader reader)
    {
        CreatedAt = reader.ReadTime();
        ArchivesSince = reader.ReadTime();
        Attributes = TopicAttributes.Default.With(reader.ReadTexts());
        SetTags(reader.ReadTexts());
        _lastMessage = reader.ReadInt64();
        _lastCall = reader.ReadInt64();
        _lastSubscription = reader.ReadInt32();
        DeletedCount = reader.ReadInt32();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            Add(SubscriptionImage.Read(reader, Arn));
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _replays.Add(reader.ReadInt32(), ReplayProgress.Read(reader));
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var number = reader.ReadInt64();
            var payload = new PayloadHandle(reader.ReadInt64(), reader.ReadInt32());
            Payloads.Hold(payload);
            _messages.Add(number, new LiveMessage(payload, 0));
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            Add(reader.ReadInt64(), ReadDelivery(reader), default);
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var archived = new ArchivedMessage(reader.ReadInt64(), reader.ReadInt64());
            _archive.Add(archived);
            Use(archived.Number, default);
        }

        _accepted.Restore(reader);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _audits.Enqueue(reader.ReadString());
        }
    }

    /// <summary>A text of everything that decides what this topic answers and delivers: equal states give equal texts.</summary>
    public string Describe(DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Arn} {CreatedAt} archive {ArchivesSince} message {_lastMessage} call {_lastCall} "
        );
        text.Append(CultureInfo.InvariantCulture, $"subscription {_lastSubscription} deleted {DeletedCount}\n");
        text.AppendJoin(' ', Attributes.Given).AppendJoin(' ', _tags.Order()).Append('\n');
        foreach (var subscription in _subscriptions.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{subscription.Arn} {subscription.Endpoint} {subscription.IsConfirmed} ");
            text.Append(CultureInfo.InvariantCulture, $"{subscription.IsEnded} {subscription.Token} {subscription.TokenUntil} ");
            text.Append(
                CultureInfo.InvariantCulture,
                $"{subscription.FreeAt} {subscription.ReplayHasFailed} {subscription.ReplayDeliveries} "
            );
            text.AppendJoin(' ', subscription.Attributes.Given).Append('\n');
        }

        text.AppendJoin(' ', _messages.OrderBy(message => message.Key).Select(message => $"{message.Key}x{message.Value.Uses}"))
            .Append('\n');
        text.AppendJoin('\n', _deliveries).Append('\n');
        text.AppendJoin(' ', _archive).Append('\n');
        foreach (var (number, replay) in _replays)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number} {replay.From} {replay.OwedFrom} {replay.GivenTo} ");
            text.AppendJoin(' ', replay.StillOwed).Append('\n');
        }

        return text.AppendJoin('\n', _accepted.OpenAt(now.ToUnixTimeMilliseconds())).ToString();
    }

    private static long? MessageNumberOf(IFact fact) =>
        fact switch
        {
            MessagePublished published => published.Number,
            ConfirmationRequested requested => requested.MessageNumber,
            _ => null,
        };

    private static Delivery ReadDelivery(BinaryReader reader)
    {
        var delivery = new Delivery(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64());
        if (reader.ReadBoolean())
        {
            delivery = delivery with
            {
                Failure = new DeliveryFailure(new Guid(reader.ReadBytes(16)), reader.ReadString(), reader.ReadString()),
                DeadLetterTarget = reader.ReadString(),
            };
        }

        return delivery with
        {
            IsReplay = reader.ReadBoolean(),
            IsQuestion = reader.ReadBoolean(),
        };
    }

    private static void Write(BinaryWriter writer, in Delivery delivery)
    {
        writer.Write(delivery.Message);
        writer.Write(delivery.Subscription);
        writer.Write(delivery.Attempts);
        writer.Write(delivery.DueAt);
        writer.Write(delivery.Failure is not null);
        if (delivery.Failure is { } failure)
        {
            writer.Write(failure.RequestId.ToByteArray());
            writer.Write(failure.Code);
            writer.Write(failure.Message);
            writer.Write(delivery.DeadLetterTarget!);
        }

        writer.Write(delivery.IsReplay);
        writer.Write(delivery.IsQuestion);
    }

    private sealed record Image(
        DateTimeOffset? CreatedAt,
        DateTimeOffset? ArchivesSince,
        IReadOnlyDictionary<string, string> Attributes,
        IReadOnlyList<KeyValuePair<string, string>> Tags,
        long LastMessage,
        long LastCall,
        int LastSubscription,
        int DeletedCount,
        SubscriptionImage[] Subscriptions,
        KeyValuePair<int, ReplayProgress>[] Replays,
        (long Number, PayloadHandle Payload)[] Messages,
        KeyValuePair<long, Delivery>[] Deliveries,
        ArchivedMessage[] Archive,
        DeduplicationWindow.Picture Accepted,
        string[] Audits
    ) : IResourceImage
    {
        public void Write(BinaryWriter writer)
        {
            writer.Write(CreatedAt);
            writer.Write(ArchivesSince);
            writer.Write(Attributes);
            writer.Write(Tags);
            writer.Write(LastMessage);
            writer.Write(LastCall);
            writer.Write(LastSubscription);
            writer.Write(DeletedCount);
            writer.Write(Subscriptions.Length);
            foreach (var subscription in Subscriptions)
            {
                subscription.Write(writer);
            }

            writer.Write(Replays.Length);
            foreach (var (number, replay) in Replays)
            {
                writer.Write(number);
                replay.Write(writer);
            }

            writer.Write(Messages.Length);
            foreach (var (number, payload) in Messages)
            {
                writer.Write(number);
                writer.Write(payload.Position);
                writer.Write(payload.Length);
            }

            writer.Write(Deliveries.Length);
            foreach (var (call, delivery) in Deliveries)
            {
                writer.Write(call);
                Topic.Write(writer, delivery);
            }

            writer.Write(Archive.Length);
            foreach (var archived in Archive)
            {
                writer.Write(archived.Number);
                writer.Write(archived.At);
            }

            Accepted.Write(writer);
            writer.Write(Audits.Length);
            foreach (var report in Audits)
            {
                writer.Write(report);
            }
        }
    }
}
