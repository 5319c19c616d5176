using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine.Embedded;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;
using Millrace.Sqs.Operations;
using Millrace.TestSupport.Simulated;

namespace Millrace.Simulation;

/// <summary>What the simulation has found, kept as the shortest way there.</summary>
/// <remarks>
/// Seeds are not kept: one leads to the same history only as long as the simulation and the engine do the same in the same order. A
/// mistake that was found has its test here, or beside the part that it was in.
/// </remarks>
public sealed class RegressionTests
{
    private static readonly SimulatedQueue _jobs = SimulatedQueue.Make().Single(queue => queue.Name == "jobs");
    private static readonly SimulatedQueue _dead = _jobs.DeadLetters!;

    private readonly SimulatedServer _server;

    public RegressionTests()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _server = new SimulatedServer(
            new SimulatedDisk(),
            new SimulatedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            new Sabotage().Facts(),
            new EngineOptions { SegmentBytes = 64 * 1024, CacheBytes = 256 * 1024 },
            new Random(1)
        );
        Do<CreateQueue, CreateQueueRequest, CreateQueueResult>(_dead.Creation());
        Do<CreateQueue, CreateQueueRequest, CreateQueueResult>(_jobs.Creation());
    }

    [Fact]
    public void A_queue_made_again_still_gives_its_messages_to_its_dead_letter_queue()
    {
        Send("first");
        DeadLetter();
        Assert.Equal(["first"], Receive(_dead));

        Do<DeleteQueue, DeleteQueueRequest, Unit>(new DeleteQueueRequest { QueueUrl = _jobs.Url });
        _server.Pass(TimeSpan.FromMinutes(2));
        _server.Engine.TakeCheckpoint();
        Do<CreateQueue, CreateQueueRequest, CreateQueueResult>(_jobs.Creation());
        Send("second");
        DeadLetter();
        Assert.Contains("second", Receive(_dead));
    }

    [Fact]
    public void A_message_that_was_leaving_at_a_purge_does_not_come_back_when_it_is_refused()
    {
        Send("message");
        Assert.Single(Receive(_jobs));
        _server.Pass(TimeSpan.FromSeconds(2));

        // In one batch: it leaves, its queue is purged, and the queue it leaves for is deleted before the call is made.
        var leaving = Ask<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(Receiving(_jobs));
        var purged = Ask<PurgeQueue, PurgeQueueRequest, Unit>(new PurgeQueueRequest { QueueUrl = _jobs.Url });
        var deleted = Ask<DeleteQueue, DeleteQueueRequest, Unit>(new DeleteQueueRequest { QueueUrl = _dead.Url });
        _server.Settle();
        Assert.True(leaving.IsCompleted && purged.IsCompleted && deleted.IsCompleted);
        Assert.Equal(0, _server.Engine.PendingCalls);

        // Had it come back, the next receive would send it on its way again, and this time it would arrive.
        _server.Pass(TimeSpan.FromMinutes(2));
        Do<CreateQueue, CreateQueueRequest, CreateQueueResult>(_dead.Creation());
        Assert.Empty(Receive(_jobs));
        Assert.Empty(Receive(_dead));
    }

    private void Send(string body) =>
        Do<SendMessage, SendMessageRequest, SendMessageResult>(
            new SendMessageRequest { QueueUrl = _jobs.Url, MessageBody = body }
        );

    /// <summary>Receives once, which is as often as the queue allows, and once more, which is too often.</summary>
    private void DeadLetter()
    {
        Assert.Single(Receive(_jobs));
        _server.Pass(TimeSpan.FromSeconds(2));
        Assert.Empty(Receive(_jobs));
    }

    private List<string> Receive(SimulatedQueue queue) =>
        [
            .. (Do<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(Receiving(queue)).Messages ?? []).Select(
                message => message.Body!.Value.ToString()
            ),
        ];

    private static ReceiveMessageRequest Receiving(SimulatedQueue queue) =>
        new() { QueueUrl = queue.Url, MaxNumberOfMessages = 10 };

    private Task<Engine.Answer<TReply>> Ask<TOperation, TRequest, TReply>(TRequest request)
        where TOperation : Engine.IOperation<Millrace.Sqs.Queue, TRequest, TReply>
        where TReply : class => _server.Execute<TOperation, TRequest, TReply>(request).AsTask();

    private TReply Do<TOperation, TRequest, TReply>(TRequest request)
        where TOperation : Engine.IOperation<Millrace.Sqs.Queue, TRequest, TReply>
        where TReply : class
    {
        var asked = Ask<TOperation, TRequest, TReply>(request);
        _server.Settle();
        Promises.ASettledServerHasAnswered(asked.IsCompleted);
        var answer = asked.GetAwaiter().GetResult();
        Assert.Null(answer.Error);
        return answer.Value!;
    }
}
