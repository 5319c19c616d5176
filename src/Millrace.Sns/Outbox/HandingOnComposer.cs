using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Outbox;

/// <summary>Makes of what a resource hands on what its target understands: a notification for the outbox, a message for a topic.</summary>
internal static class HandingOnComposer
{
    public static object Compose(Call call, IFact payload) =>
        payload switch
        {
            NotificationHandedOn handed => handed.Notification,
            ApplicationEventRaised raised => new PublishInput
            {
                TopicArn = raised.TopicArn,
                Message = Utf8Text.FromString(raised.Message),
            },
            _ => throw new System.Diagnostics.UnreachableException(payload.GetType().Name),
        };
}
