using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.Sns;
using Millrace.Sns.Outbox;
using Millrace.Sns.Protection;
using Millrace.Sns.Sms;

namespace Millrace.Aids;

/// <summary>
/// What SNS sends by e-mail, SMS and push and has nowhere else to go, what its audits report, and how a number opts out that cannot
/// answer STOP.
/// </summary>
internal sealed class OutboxAid(IEngine engine)
{
    private const int LimitDefault = 20;

    private static readonly Caller _caller = new("000000000000", "us-east-1", "millrace", "");

    /// <summary>Notifications, the newest first.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var query = new AidQuery(context.Request);
        var request = new OutboxQuery(
            query.Text("protocol"),
            query.Text("endpoint"),
            query.Text("account"),
            query.Region(),
            query.Text("before") is { } before ? PlaceOf(before) : null,
            (int)query.Number("limit", LimitDefault, 1, Limits.OutboxPageMax)
        );
        query.RefuseOthers();
        var places = QueueAid.Ok(
            await engine.ListAsync<ListOutboxes, AccountOutbox, OutboxQuery, List<OutboxPlace>, OutboxPlaces>(request, _caller)
        );
        var items = await ReadAsync(places);
        await AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteStartArray("notifications");
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                writer.WriteString("next", places.HasMore ? TextOf(places.Places[^1]) : null);
            }
        );
    }

    /// <summary>A number wants no more text messages of an account.</summary>
    public async Task OptOutAsync(HttpContext context)
    {
        var query = new AidQuery(context.Request);
        var request = new OptOutRequest(
            query.Text("account") ?? _caller.Account,
            query.Region() ?? _caller.Region,
            query.Text("phoneNumber") ?? throw new AidRefusedException("Give phoneNumber, such as %2B15555550100.")
        );
        query.RefuseOthers();
        var optedOut = QueueAid.Ok(
            await engine.ExecuteAsync<OptOutPhoneNumber, SmsAccount, OptOutRequest, OptOutReply>(
                request,
                _caller,
                CancellationToken.None
            )
        );
        await AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteString("phoneNumber", optedOut.PhoneNumber);
                writer.WriteBoolean("isOptedOut", true);
            }
        );
    }

    /// <summary>What audits of a topic's messages for sensitive data have reported, the newest first.</summary>
    public async Task ShowAuditsAsync(HttpContext context)
    {
        var query = new AidQuery(context.Request);
        var topic = query.Text("topic") ?? throw new AidRefusedException("Give topic, the ARN of a topic.");
        query.RefuseOthers();
        var audits = QueueAid.Ok(
            await engine.ExecuteAsync<ReadAudits, Topic, AuditsRequest, AuditReports>(
                new AuditsRequest(topic),
                _caller,
                CancellationToken.None
            )
        );
        await AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteString("topicArn", topic);
                writer.WriteStartArray("reports");
                foreach (var report in audits.Reports)
                {
                    writer.WriteRawValue(report);
                }

                writer.WriteEndArray();
            }
        );
    }

    /// <summary>The notifications at these places, in their order; each outbox is asked once.</summary>
    private async Task<List<OutboxItem>> ReadAsync(OutboxPlaces places)
    {
        var read = new Dictionary<(string Arn, long Number), OutboxItem>();
        foreach (var outbox in places.Places.GroupBy(place => place.Arn, StringComparer.Ordinal))
        {
            var request = new OutboxRequest(outbox.Key, [.. outbox.Select(place => place.Number)]);
            var items = QueueAid.Ok(
                await engine.ExecuteAsync<ReadOutbox, AccountOutbox, OutboxRequest, OutboxItems>(
                    request,
                    _caller,
                    CancellationToken.None
                )
            );
            foreach (var item in items.Items)
            {
                read.Add((outbox.Key, item.Number), item);
            }
        }

        return [.. places.Places.Select(place => read.GetValueOrDefault((place.Arn, place.Number))).OfType<OutboxItem>()];
    }

    private static void Write(Utf8JsonWriter writer, OutboxItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("outboxArn", item.OutboxArn);
        writer.WriteNumber("number", item.Number);
        writer.Time("at", item.At);
        writer.WriteString("protocol", item.Protocol);
        writer.WriteString("endpoint", item.Endpoint);
        writer.WriteString("type", item.Kind.ToString());
        writer.WriteString("messageId", item.MessageId);
        writer.WriteString("topicArn", item.TopicArn);
        writer.WriteString("subscriptionArn", item.SubscriptionArn);
        writer.WriteString("subject", item.Subject);
        writer.WriteString("text", item.Text.Span);
        writer.Attributes(item.Attributes);
        writer.WriteString("failure", item.Failure);
        if (item.Mail == MailStatus.None)
        {
            writer.WriteNull("mail");
        }
        else
        {
            writer.WriteStartObject("mail");
            writer.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName(item.Mail.ToString()));
            writer.WriteNumber("failedAttempts", item.MailAttempts);
            writer.WriteString("error", item.MailError);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>A place as pages pass it on: time, number and outbox, with slashes between.</summary>
    private static string TextOf(OutboxPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.At}/{place.Number}/{place.Arn}");

    private static OutboxPlace PlaceOf(string text) =>
        text.Split('/', 3) is [var at, var number, var arn]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new OutboxPlace(time, arn, place)
            : throw new AidRefusedException("before is the next of the page before.");
}
