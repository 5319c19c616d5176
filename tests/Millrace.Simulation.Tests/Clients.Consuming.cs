using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Clients that delete what they received, and change its visibility.</summary>
internal sealed partial class Clients
{
    public void Delete()
    {
        if (AnyHeld() is { } message)
        {
            Ask(DeleteAsync(message));
        }
    }

    public void DeleteBatch()
    {
        if (SomeHeld() is { Count: > 0 } messages)
        {
            Ask(DeleteBatchAsync(messages));
        }
    }

    public void ChangeVisibility()
    {
        if (AnyHeld() is { } message)
        {
            Ask(ChangeVisibilityAsync(message, chance.Next(3) == 0 ? 0 : chance.Next(1, 600)));
        }
    }

    /// <summary>A consumer that took too long changes the visibility of what somebody else has received since.</summary>
    public void ChangeVisibilityLate()
    {
        if (AnyHeld() is { EarlierHandle: { } earlier } message)
        {
            Ask(ChangeVisibilityLateAsync(message, earlier.Handle, earlier.Of));
        }
    }

    private async Task DeleteAsync(SimulatedMessage message)
    {
        var deletion = new Deletion(message, server.Clock.Now);
        var answer = await server.Execute<DeleteMessage, DeleteMessageRequest, Unit>(
            new DeleteMessageRequest { QueueUrl = message.HandleOf!.Url, ReceiptHandle = message.Handle }
        );
        deletion.Answered(Told(answer.Error)?.Code);
    }

    /// <summary>A batch, in which one handle may be none at all: the others are deleted nevertheless.</summary>
    private async Task DeleteBatchAsync(List<SimulatedMessage> messages)
    {
        var now = server.Clock.Now;
        List<Deletion> deletions = [.. messages.Select(message => new Deletion(message, now))];
        List<DeleteMessageBatchRequestEntry> entries =
        [
            .. messages.Select(
                (message, index) => new DeleteMessageBatchRequestEntry { Id = $"d{index}", ReceiptHandle = message.Handle }
            ),
        ];
        var hasBad = messages.Count < Limits.BatchEntriesMax && chance.Next(3) == 0;
        if (hasBad)
        {
            entries.Insert(
                chance.Next(entries.Count + 1),
                new DeleteMessageBatchRequestEntry { Id = "bad", ReceiptHandle = "nonsense" }
            );
        }

        var answer = await server.Execute<DeleteMessageBatch, DeleteMessageBatchRequest, DeleteMessageBatchResult>(
            new DeleteMessageBatchRequest { QueueUrl = messages[0].HandleOf!.Url, Entries = entries }
        );
        if (Told(answer.Error) is { } refusal)
        {
            deletions.ForEach(deletion => deletion.Answered(refusal.Code));
            return;
        }

        var failed = answer.Value!.Failed ?? [];
        Promises.EveryEntryIsAnswered(entries.Count, answer.Value.Successful?.Count ?? 0, failed.Count);
        Promises.EntriesFailAlone(failed.Find(entry => entry.Code == "ReceiptHandleIsInvalid")?.Id, hasBad ? "bad" : null);
        for (var index = 0; index < deletions.Count; index++)
        {
            deletions[index].Answered(failed.Find(entry => entry.Id == $"d{index}")?.Code);
        }
    }

    private async Task ChangeVisibilityAsync(SimulatedMessage message, int seconds)
    {
        var until = server.Clock.Now.AddSeconds(seconds);
        message.HeldUntil = until < message.HeldUntil ? until : message.HeldUntil;
        message.VisibilityChanges.Add((server.Clock.Now, until));
        message.ChangedAt = promises.NextTick();
        var version = ++message.HoldVersion;
        var answer = await server.Execute<ChangeMessageVisibility, ChangeMessageVisibilityRequest, Unit>(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = message.HandleOf!.Url,
                ReceiptHandle = message.Handle,
                VisibilityTimeout = seconds,
            }
        );
        if (Told(answer.Error) is null && version == message.HoldVersion)
        {
            message.HeldUntil = until;
        }
    }

    private async Task ChangeVisibilityLateAsync(SimulatedMessage message, string handle, SimulatedQueue queue)
    {
        var answer = await server.Execute<ChangeMessageVisibility, ChangeMessageVisibilityRequest, Unit>(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = queue.Url,
                ReceiptHandle = handle,
                VisibilityTimeout = chance.Next(2) == 0 ? 0 : chance.Next(1, 600),
            }
        );
        Promises.AnEarlierHandleHidesAndShowsNothing(Told(answer.Error) is not null, message);
    }
}
