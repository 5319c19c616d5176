using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.Sqs;
using Millrace.Sqs.Aids;

namespace Millrace.Aids;

/// <summary>Queues in numbers, their messages without receiving them, and their pauses.</summary>
internal sealed class QueueAid(IEngine engine)
{
    private const int QueuesMax = 1_000;

    /// <summary>The aids take turns in nobody's name.</summary>
    private static readonly Caller _caller = new("000000000000", "us-east-1", "millrace", "");

    /// <summary>All queues.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var query = new AidQuery(context.Request);
        var request = new QueuesRequest(query.Text("after"), (int)query.Number("limit", 100, 1, QueuesMax));
        query.RefuseOthers();
        var page = Ok(await engine.ListAsync<DescribeQueues, Queue, QueuesRequest, QueueView, QueuesPage>(request, _caller));
        await AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteStartArray("queues");
                foreach (var view in page.Queues)
                {
                    writer.WriteStartObject();
                    Write(writer, view);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteString("next", page.Next);
            }
        );
    }

    /// <summary>One queue.</summary>
    public Task ShowAsync(HttpContext context, string account, string name) => ViewAsync<DescribeQueue>(context, account, name);

    public Task PauseAsync(HttpContext context, string account, string name) => ViewAsync<PauseQueue>(context, account, name);

    public Task ResumeAsync(HttpContext context, string account, string name) => ViewAsync<ResumeQueue>(context, account, name);

    /// <summary>A page of the queue's messages.</summary>
    public async Task PeekAsync(HttpContext context, string account, string name)
    {
        var query = new AidQuery(context.Request);
        var request = new PeekRequest(
            ArnOf(query, account, name),
            query.Number("from", 0, 0, long.MaxValue),
            (int)query.Number("limit", 20, 1, PeekMessages.MessagesMax),
            query.Name<MessageState>("state")
        );
        var bodyBytes = (int)query.Number("bodyBytes", Limits.MessageBytesMax, 0, Limits.MessageBytesMax);
        query.RefuseOthers();
        var page = Ok(
            await engine.ExecuteAsync<PeekMessages, Queue, PeekRequest, PeekedPage>(request, _caller, CancellationToken.None)
        );
        await AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteString("queueArn", request.QueueArn);
                writer.WriteStartArray("messages");
                foreach (var message in page.Messages)
                {
                    Write(writer, message, bodyBytes);
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

    /// <summary>The ARN of the queue that a path names; the region is a parameter.</summary>
    internal static string ArnOf(AidQuery query, string account, string name)
    {
        var region = query.Region() ?? "us-east-1";
        if (account.Length != 12 || account.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw new AidRefusedException("The account in the path has twelve digits.");
        }

        if (!QueueAddress.IsName(name))
        {
            throw new AidRefusedException("The queue's name in the path has 1 to 80 letters, digits, hyphens or underscores.");
        }

        return QueueAddress.IdOf(region, account, name).Arn;
    }

    internal static T Ok<T>(Answer<T> answer)
        where T : class => answer.Value ?? throw new AidRefusedException(answer.Error!);

    private async Task ViewAsync<TOperation>(HttpContext context, string account, string name)
        where TOperation : IOperation<Queue, QueueRequest, QueueView>
    {
        var query = new AidQuery(context.Request);
        var request = new QueueRequest(ArnOf(query, account, name));
        query.RefuseOthers();
        var view = Ok(
            await engine.ExecuteAsync<TOperation, Queue, QueueRequest, QueueView>(request, _caller, CancellationToken.None)
        );
        await AidJson.WriteAsync(context, 200, writer => Write(writer, view));
    }

    private static void Write(Utf8JsonWriter writer, QueueView view)
    {
        writer.WriteString("queueArn", view.Arn);
        writer.WriteNumber("visible", view.Visible);
        writer.WriteNumber("inFlight", view.InFlight);
        writer.WriteNumber("delayed", view.Delayed);
        writer.WriteNumber("leaving", view.Leaving);
        writer.Time("pausedAt", view.PausedAt);
    }

    private static void Write(Utf8JsonWriter writer, PeekedMessage message, int bodyBytes)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", message.Number);
        writer.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(message.State.ToString()));
        writer.Time("dueAt", message.DueAt);
        writer.Time("expiresAt", message.ExpiresAt);
        writer.WriteNumber("receiveCount", message.ReceiveCount);
        writer.Time("firstReceivedAt", message.FirstReceivedAt);
        writer.WriteString("sequenceNumber", message.SequenceNumber);
        writer.Message(message.Sent!, bodyBytes);
        writer.WriteEndObject();
    }
}
