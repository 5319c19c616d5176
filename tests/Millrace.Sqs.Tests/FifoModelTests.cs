using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>A FIFO queue against a list that does everything the slow way, over many seeded histories.</summary>
public sealed class FifoModelTests : FifoTest
{
    private readonly string _dead;
    private readonly FifoModel _model = new();
    private readonly List<string> _handles = [];
    private readonly List<string> _attempts = [];
    private Random _random = new(0);

    public FifoModelTests()
    {
        _dead = CreateFifo("dead.fifo");
    }

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("MILLRACE_TEST_LONG") == "1" ? 3000 : 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_fifo_queue_agrees_with_a_plain_list_whatever_happens(int seed)
    {
        _random = new Random(seed);
        Set("MessageRetentionPeriod", $"{FifoModel.RetentionSeconds}", Fifo);
        Set("ContentBasedDeduplication", "true", Fifo);
        if (seed % 2 == 0)
        {
            Set("RedrivePolicy", Redrive("dead.fifo", 3), Fifo);
            _model.MostReceives = 3;
        }

        for (var step = 0; step < 250; step++)
        {
            Step();
            Assert.Equal(_model.CountsAt(World.Now), Counts(Fifo));
            Assert.Equal(_model.Dead.Count, Counts(_dead).Visible);
        }

        AssertSurvivesRestart();
        Assert.Equal(_model.Dead.Select(entry => entry.Id).Order(), ReceiveAllIds(_dead).Order());
    }

    private void Step()
    {
        switch (_random.Next(24))
        {
            case < 6:
                SendOne();
                break;
            case < 8:
                SendBatch();
                break;
            case < 13:
                ReceiveSome();
                break;
            case < 16 when _handles.Count > 0:
                DeleteOne();
                break;
            case < 18 when _handles.Count > 0:
                ChangeOne();
                break;
            case 18 when _random.Next(4) == 0:
                World.Restart(fromCheckpoint: _random.Next(2) == 0);
                break;
            case 19 when _random.Next(3) == 0:
                ChangeAttribute();
                break;
            case 20 when _random.Next(6) == 0:
                Purge();
                break;
            default:
                RunFor(_random.Next(_random.Next(20) == 0 ? 200_000 : 15_000));
                break;
        }
    }

    private void SendOne()
    {
        var (group, body, id) = NewMessage();
        var answer = Ok(Sqs.SendMessage(MessageTo(group, body, id)));
        var expected = _model.Send(group, id ?? $"content {body}", answer.MessageId!, answer.SequenceNumber!, World.Now);
        Assert.Equal(expected, (answer.MessageId!, answer.SequenceNumber!));
    }

    private void SendBatch()
    {
        List<SendMessageBatchRequestEntry> entries = [];
        for (var index = 0; index < _random.Next(1, 7); index++)
        {
            var (group, body, id) = NewMessage();
            entries.Add(
                new()
                {
                    Id = $"{index}",
                    MessageBody = body,
                    MessageGroupId = group,
                    MessageDeduplicationId = id,
                }
            );
        }

        var answers = Ok(Sqs.SendMessageBatch(Fifo, entries)).Successful!;
        Assert.Equal(entries.Count, answers.Count);
        foreach (var (entry, answer) in entries.Zip(answers))
        {
            var id = entry.MessageDeduplicationId ?? $"content {entry.MessageBody}";
            var expected = _model.Send(entry.MessageGroupId!, id, answer.MessageId!, answer.SequenceNumber!, World.Now);
            Assert.Equal(expected, (answer.MessageId!, answer.SequenceNumber!));
        }
    }

    private (string Group, string Body, string? Id) NewMessage() =>
        (
            $"g{_random.Next(5)}",
            $"body {_random.Next(30)}",
            _random.Next(3) == 0 ? null : $"id {_random.Next(60)}".Replace(' ', '-')
        );

    private void ReceiveSome()
    {
        var most = _random.Next(1, 11);
        var visibility = _random.Next(5) == 0 ? 0 : _random.Next(40);
        string? attempt =
            _random.Next(3) > 0 ? null
            : _attempts.Count > 0 && _random.Next(2) == 0 ? _attempts[_random.Next(_attempts.Count)]
            : $"attempt-{_random.Next(4)}";
        var answer =
            Ok(
                Sqs.ReceiveMessage(
                    new()
                    {
                        QueueUrl = Fifo,
                        MaxNumberOfMessages = most,
                        VisibilityTimeout = visibility,
                        ReceiveRequestAttemptId = attempt,
                        MessageSystemAttributeNames = ["All"],
                    }
                )
            ).Messages
            ?? [];
        var expected = _model.Receive(most, visibility, attempt, World.Now);
        Assert.Equal(
            expected.Select(entry => (entry.Id, entry.Sequence, entry.Group, entry.Receives)),
            answer.Select(message =>
                (
                    message.MessageId!,
                    message.Attributes!["SequenceNumber"],
                    message.Attributes["MessageGroupId"],
                    int.Parse(message.Attributes["ApproximateReceiveCount"])
                )
            )
        );
        foreach (var (entry, message) in expected.Zip(answer))
        {
            _model.Handed(entry, message.ReceiptHandle!);
            _handles.Add(message.ReceiptHandle!);
        }

        if (attempt is not null && answer.Count > 0)
        {
            _attempts.Add(attempt);
        }
    }

    private void DeleteOne()
    {
        var handle = AnyHandle();
        var expected = _model.Delete(handle, World.Now);
        var answer = Sqs.DeleteMessage(Fifo, handle);
        Assert.Equal(expected, Outcome(answer.Error?.Message));
    }

    private void ChangeOne()
    {
        var handle = AnyHandle();
        var seconds = _random.Next(3) == 0 ? 0 : _random.Next(60);
        var expected = _model.Change(handle, seconds, World.Now);
        var answer = Sqs.ChangeMessageVisibility(Fifo, handle, seconds);
        Assert.Equal(expected, Outcome(answer.Error?.Message));
    }

    private static HandleOutcome Outcome(string? message) =>
        message is null ? HandleOutcome.Done
        : message.EndsWith("has expired.", StringComparison.Ordinal) ? HandleOutcome.Expired
        : HandleOutcome.NotThere;

    /// <summary>Mostly one of the last, which may still be good.</summary>
    private string AnyHandle() =>
        _random.Next(3) == 0
            ? _handles[_random.Next(_handles.Count)]
            : _handles[^_random.Next(1, Math.Min(6, _handles.Count) + 1)];

    private void ChangeAttribute()
    {
        if (_random.Next(2) == 0)
        {
            var seconds = _random.Next(3) == 0 ? 0 : _random.Next(1, 30);
            Set("DelaySeconds", $"{seconds}", Fifo);
            _model.SetDelay(seconds);
        }
        else
        {
            _model.IsScopedByGroup = _random.Next(2) == 0;
            Set("DeduplicationScope", _model.IsScopedByGroup ? "messageGroup" : "queue", Fifo);
        }
    }

    private void Purge()
    {
        if (Sqs.PurgeQueue(Fifo).Error is null)
        {
            _model.Purge();
        }
    }

    private void RunFor(int milliseconds)
    {
        World.RunFor(TimeSpan.FromMilliseconds(milliseconds));
        _model.Expire(World.Now);
    }

    private List<string> ReceiveAllIds(string queueUrl)
    {
        var ids = new List<string>();
        while (Receive(10, queueUrl: queueUrl) is { Count: > 0 } messages)
        {
            ids.AddRange(messages.Select(message => message.MessageId!));
            messages.ForEach(message => Delete(message, queueUrl));
        }

        return ids;
    }
}
