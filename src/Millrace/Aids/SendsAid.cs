using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Sqs;

namespace Millrace.Aids;

/// <summary>What was sent where, the newest first, from the journal: also messages that are long deleted.</summary>
internal sealed class SendsAid(EmbeddedEngine engine)
{
    private const int SendsMax = 100;
    private const int BodyBytesDefault = 1_024;

    public Task ListAsync(HttpContext context)
    {
        var query = new AidQuery(context.Request);
        var queue = query.Text("queue");
        if (queue is not null && !QueueAddress.IsArn(queue))
        {
            throw new AidRefusedException("queue is the ARN of a queue.");
        }

        var request = new HistoryRequest(
            MessageSent.FactTag,
            queue is null ? null : new ResourceId(Queue.Kind, queue),
            query.Number("before", long.MaxValue, 0, long.MaxValue),
            (int)query.Number("limit", 20, 1, SendsMax)
        );
        var bodyBytes = (int)query.Number("bodyBytes", BodyBytesDefault, 0, Limits.MessageBytesMax);
        query.RefuseOthers();
        return WriteAsync(context, engine.ReadBack(request), bodyBytes);
    }

    private static Task WriteAsync(HttpContext context, HistoryPage page, int bodyBytes) =>
        AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteStartArray("sends");
                foreach (var recorded in page.Facts)
                {
                    var sent = (MessageSent)recorded.Fact;
                    writer.WriteStartObject();
                    writer.WriteNumber("position", recorded.Position);
                    writer.WriteString("queueArn", recorded.Resource?.Arn);
                    writer.WriteString(
                        "by",
                        !sent.WasMoved ? "sender"
                            : sent.DeadLetterSourceArn is null ? "moveTask"
                            : "redrivePolicy"
                    );
                    writer.WriteNumber("number", sent.Number);
                    writer.Message(sent, bodyBytes);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                if (page.Next is { } next)
                {
                    writer.WriteNumber("next", next);
                }
                else
                {
                    writer.WriteNull("next");
                }
            }
        );
}
