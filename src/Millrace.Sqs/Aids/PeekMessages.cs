using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Aids;

/// <summary>Which messages of a queue to show.</summary>
/// <param name="QueueArn">The queue.</param>
/// <param name="From">The lowest message number to show.</param>
/// <param name="Most">Messages at most, 1 to <see cref="PeekMessages.MessagesMax"/>.</param>
/// <param name="State">Only messages in this state; null for all.</param>
public sealed record PeekRequest(string QueueArn, long From, int Most, MessageState? State);

/// <summary>Shows messages without receiving them: whatever their state, and nothing changes.</summary>
/// <remarks>
/// No operation of AWS's. Records nothing. A page is bounded three ways: by its messages, by the bytes of their records, and by the
/// messages it looks at; so it may hold fewer than were asked for, even none, and still name a next one.
/// <para>Errors: QueueDoesNotExist.</para>
/// </remarks>
public sealed class PeekMessages : IOperation<Queue, PeekRequest, PeekedPage>
{
    /// <summary>Messages of one page.</summary>
    public const int MessagesMax = 100;

    private const int PageBytesMax = 4 * 1024 * 1024;
    private const int LookedAtMax = 100_000;

    public static ResourceId Address(PeekRequest request, Caller caller) => new(Queue.Kind, request.QueueArn);

    public static Outcome<PeekedPage> Decide(Queue resource, PeekRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        var now = turn.Now.ToUnixTimeMilliseconds();
        var messages = new List<PeekedMessage>();
        var payloads = new List<PayloadHandle>();
        var (bytes, lookedAt) = (0L, 0);
        var number = resource.NextMessage(request.From);
        for (
            ;
            number >= 0 && messages.Count < request.Most && ++lookedAt <= LookedAtMax;
            number = resource.NextMessage(number + 1)
        )
        {
            if (resource.Peek(number, now) is not { } message || (request.State is { } state && message.State != state))
            {
                continue;
            }

            var payload = resource.PayloadOf(number);
            bytes += payload.Length;
            if (bytes > PageBytesMax && messages.Count > 0)
            {
                break;
            }

            messages.Add(message);
            payloads.Add(payload);
        }

        return Outcome<PeekedPage>.ReplyWithPayloads(
            new PeekedPage(messages, number >= 0 ? number : null),
            [],
            [.. payloads],
            static (page, index, fact) => page.Messages[index].Sent = (MessageSent)fact
        );
    }
}
