using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Message move tasks: from a dead-letter queue back to where its messages came from, or elsewhere.</summary>
internal static partial class SqsScripts
{
    private static Dictionary<string, Func<Conversation, Task>> MoveTasks =>
        new(StringComparer.Ordinal)
        {
            ["test_source_needs_redrive_policy"] = async c =>
                await c.CompareAsync(
                    "error",
                    "StartMessageMoveTask",
                    Move(await c.ArnAsync(await c.CreateQueueAsync()), await c.ArnAsync(await c.CreateQueueAsync(suffix: "-to")))
                ),
            ["test_cancel_with_invalid_task_handle"] = async c =>
                await c.CompareAsync("error", "CancelMessageMoveTask", new JsonObject { ["TaskHandle"] = "foobared" }),
            ["test_destination_needs_to_exist"] = async c =>
            {
                var dead = await c.CreateQueueAsync(suffix: "-dead");
                await CreateSourceAsync(c, dead);
                var deadArn = await c.ArnAsync(dead);
                await c.CompareAsync("error", "StartMessageMoveTask", Move(deadArn, deadArn + "doesntexist"));
            },
            ["test_move_task_cancel"] = MoveAndCancel,
            ["test_move_task_workflow_with_default_destination"] = c => MoveBack(c, "original-source"),
            ["test_move_task_workflow_with_multiple_sources_as_default_destination"] = c =>
                MoveBack(c, "original-source-1", "original-source-2"),
        };

    private static async Task MoveBack(Conversation c, params string[] sourceNames)
    {
        var dead = await c.CreateQueueAsync(suffix: "-dead");
        var deadArn = await c.ArnAsync(dead);
        c.Compare("source-arn", deadArn);
        var sources = new List<string>();
        foreach (var name in sourceNames)
        {
            sources.Add(await CreateSourceAsync(c, dead, $"-{sources.Count}"));
            c.Compare(name, await c.ArnAsync(sources[^1]));
            await KillAsync(c, sources[^1], dead, 2, before: 2 * (sources.Count - 1));
        }

        await c.CompareAsync("start-message-move-task-response", "StartMessageMoveTask", Move(deadArn));
        foreach (var source in sources)
        {
            await ReceiveAllAsync(c, source, 2);
        }

        // The task looks for more to move before it is done.
        c.Server.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(c, deadArn, task => (string?)task["Status"] != "RUNNING");
        await c.CompareAsync(
            "list-message-move-task-response",
            "ListMessageMoveTasks",
            new JsonObject { ["SourceArn"] = deadArn }
        );
    }

    private static async Task MoveAndCancel(Conversation c)
    {
        var dead = await c.CreateQueueAsync(suffix: "-dead");
        var deadArn = await c.ArnAsync(dead);
        var destination = await c.CreateQueueAsync(suffix: "-to");
        await KillAsync(c, await CreateSourceAsync(c, dead), dead, 10);

        var move = Move(deadArn, await c.ArnAsync(destination));
        move["MaxNumberOfMessagesPerSecond"] = 1;
        var handle = (string)(await c.DoAsync("StartMessageMoveTask", move))["TaskHandle"]!;
        await ReceiveAllAsync(c, destination, 2);

        // A message is there a moment before the task that moved it has counted it.
        await UntilAsync(c, deadArn, task => (int)task["ApproximateNumberOfMessagesMoved"]! >= 2);
        await c.CompareAsync("list-while", "ListMessageMoveTasks", new JsonObject { ["SourceArn"] = deadArn });
        await c.CompareAsync("cancel", "CancelMessageMoveTask", new JsonObject { ["TaskHandle"] = handle });
        await c.CompareAsync("list-after", "ListMessageMoveTasks", new JsonObject { ["SourceArn"] = deadArn });
    }

    /// <summary>Looks at the latest task until it is as wanted.</summary>
    private static async Task UntilAsync(Conversation c, string sourceArn, Func<JsonNode, bool> isAsWanted)
    {
        for (var looks = 0; looks < 1000; looks++)
        {
            var answer = await c.DoAsync("ListMessageMoveTasks", new JsonObject { ["SourceArn"] = sourceArn });
            if (isAsWanted(answer["Results"]![0]!))
            {
                return;
            }
        }

        Assert.Fail("The task never came so far.");
    }

    private static async Task<string> CreateSourceAsync(Conversation c, string dead, string suffix = "")
    {
        var policy = new JsonObject { ["deadLetterTargetArn"] = await c.ArnAsync(dead), ["maxReceiveCount"] = 1 };
        return await c.CreateQueueAsync(Map(("RedrivePolicy", policy.ToJsonString())), suffix);
    }

    /// <summary>Sends messages and receives each once too often.</summary>
    /// <param name="before">Messages that are in the dead-letter queue already.</param>
    private static async Task KillAsync(Conversation c, string queue, string dead, int count, int before = 0)
    {
        for (var index = 0; index < count; index++)
        {
            await c.SendAsync(queue, $"message-{index}");
        }

        var receive = On(queue, ("MaxNumberOfMessages", 10), ("VisibilityTimeout", 0));
        await c.DoAsync("ReceiveMessage", receive.DeepClone().AsObject());
        await c.DoAsync("ReceiveMessage", receive);
        await ReceiveAllAsync(c, dead, before + count, visibilitySeconds: 1);
        c.Server.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task ReceiveAllAsync(Conversation c, string queue, int count, int visibilitySeconds = 30)
    {
        var received = 0;
        while (received < count)
        {
            var answer = await c.DoAsync(
                "ReceiveMessage",
                On(queue, ("MaxNumberOfMessages", 10), ("VisibilityTimeout", visibilitySeconds), ("WaitTimeSeconds", 5))
            );
            Assert.True(answer["Messages"] is not null, $"{received} of {count} messages came.");
            received += answer["Messages"]!.AsArray().Count;
        }
    }

    private static JsonObject Move(string sourceArn, string? destinationArn = null)
    {
        var move = new JsonObject { ["SourceArn"] = sourceArn };
        if (destinationArn is not null)
        {
            move["DestinationArn"] = destinationArn;
        }

        return move;
    }
}
