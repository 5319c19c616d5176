using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>A subscription in a checkpoint, frozen while the subscription itself goes on changing.</summary>
internal sealed class SubscriptionImage(Subscription subscription)
{
    private readonly SubscriptionAttributes _attributes = subscription.Attributes;
    private readonly bool _isConfirmed = subscription.IsConfirmed;
    private readonly bool _isEnded = subscription.IsEnded;
    private readonly bool _authenticatesUnsubscribe = subscription.AuthenticatesUnsubscribe;
    private readonly string? _token = subscription.Token;
    private readonly DateTimeOffset _tokenUntil = subscription.TokenUntil;
    private readonly long _freeAt = subscription.FreeAt;
    private readonly bool _replayHasFailed = subscription.ReplayHasFailed;

    public void Write(BinaryWriter writer)
    {
        writer.Write(subscription.Number);
        writer.Write(subscription.Id.ToByteArray());
        writer.Write(subscription.Protocol);
        writer.Write(subscription.Endpoint);
        writer.Write(subscription.Owner);
        writer.Write(subscription.Principal);
        writer.Write(subscription.CreatedAt.UtcTicks);
        writer.Write(subscription.WasAuthenticated);
        writer.Write(_isConfirmed);
        writer.Write(_isEnded);
        writer.Write(_authenticatesUnsubscribe);
        writer.Write(_token ?? "");
        writer.Write(_tokenUntil.UtcTicks);
        writer.Write(_freeAt);
        writer.Write(_replayHasFailed);
        writer.Write(_attributes.Given);
    }

    public static Subscription Read(BinaryReader reader, string topicArn) =>
        new Subscription(reader.ReadInt32(), new Guid(reader.ReadBytes(16)), topicArn, reader.ReadString(), reader.ReadString())
        {
            Owner = reader.ReadString(),
            Principal = reader.ReadString(),
            CreatedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            WasAuthenticated = reader.ReadBoolean(),
            IsConfirmed = reader.ReadBoolean(),
            IsEnded = reader.ReadBoolean(),
            AuthenticatesUnsubscribe = reader.ReadBoolean(),
            Token = reader.ReadString() is { Length: > 0 } token ? token : null,
            TokenUntil = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            FreeAt = reader.ReadInt64(),
            ReplayHasFailed = reader.ReadBoolean(),
            Attributes = SubscriptionAttributes.Default.With(reader.ReadTexts()),
        };
}
