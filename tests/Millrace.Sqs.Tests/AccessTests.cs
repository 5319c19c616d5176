using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Tests;

/// <summary>What each operation asks the authorizer, where authentication is on.</summary>
public sealed class AccessTests : SqsTest
{
    private const string Account = "000000000000";

    private readonly RecordingAuthorizer _authorizer = new();

    /// <summary>
    /// Source: Service Authorization Reference, Amazon SQS; Developer Guide, SQS API permissions. 2b: what is never allowed across accounts.
    /// </summary>
    [Theory]
    [InlineData("AddPermission", true, "AddPermission")]
    [InlineData("CancelMessageMoveTask", true, "CancelMessageMoveTask ReceiveMessage DeleteMessage GetQueueAttributes")]
    [InlineData("ChangeMessageVisibility", false, "ChangeMessageVisibility")]
    [InlineData("ChangeMessageVisibilityBatch", false, "ChangeMessageVisibility")]
    [InlineData("CreateQueue", true, "CreateQueue")]
    [InlineData("DeleteMessage", false, "DeleteMessage")]
    [InlineData("DeleteMessageBatch", false, "DeleteMessage")]
    [InlineData("DeleteQueue", true, "DeleteQueue")]
    [InlineData("GetQueueAttributes", false, "GetQueueAttributes")]
    [InlineData("GetQueueUrl", false, "GetQueueUrl")]
    [InlineData("ListDeadLetterSourceQueues", false, "ListDeadLetterSourceQueues")]
    [InlineData("ListMessageMoveTasks", true, "ListMessageMoveTasks ReceiveMessage DeleteMessage GetQueueAttributes")]
    [InlineData("ListQueueTags", true, "ListQueueTags")]
    [InlineData("ListQueues", true, "ListQueues")]
    [InlineData("PurgeQueue", false, "PurgeQueue")]
    [InlineData("ReceiveMessage", false, "ReceiveMessage")]
    [InlineData("RemovePermission", true, "RemovePermission")]
    [InlineData("SendMessage", false, "SendMessage")]
    [InlineData("SendMessageBatch", false, "SendMessage")]
    [InlineData("SetQueueAttributes", true, "SetQueueAttributes")]
    [InlineData("StartMessageMoveTask", true, "StartMessageMoveTask ReceiveMessage DeleteMessage GetQueueAttributes")]
    [InlineData("TagQueue", true, "TagQueue")]
    [InlineData("UntagQueue", true, "UntagQueue")]
    public void An_operation_needs_the_actions_of_the_reference_and_some_are_the_owners_only(
        string operation,
        bool ownerOnly,
        string actions
    )
    {
        var row = SqsService.Table.Operations[operation];

        Assert.Equal(ownerOnly, row.OwnerOnly);
        Assert.Equal(actions.Split(' ').Select(action => "sqs:" + action), SqsService.Table.ActionsOf(row));
    }

    [Fact]
    public void Every_operation_is_among_those() =>
        Assert.Equal(
            SqsService.Table.Operations.Count,
            typeof(AccessTests)
                .GetMethod(nameof(An_operation_needs_the_actions_of_the_reference_and_some_are_the_owners_only))!
                .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
                .Length
        );

    [Fact]
    public void A_queue_shows_the_authorizer_its_policy_and_its_tags()
    {
        const string Policy = """{"Statement": []}""";
        Set("Policy", Policy);
        Ok(Sqs.TagQueue(Url, Map(("team", "blue"))));

        Ok(As("SendMessage").SendMessage(new SendMessageRequest { QueueUrl = Url, MessageBody = "x" }));

        var asked = Assert.Single(_authorizer.Asked);
        Assert.Equal(("sqs:SendMessage", ArnOf("orders"), Policy), (asked.Action, asked.Arn, asked.Policy));
        Assert.Equal("blue", asked.ResourceTags["team"]);
        Assert.Null(asked.RequestTags);
        Assert.Equal(World.Now, asked.Now);
    }

    [Fact]
    public void A_refused_request_changes_nothing_and_tells_nothing()
    {
        _authorizer.Denied = "sqs:SendMessage";

        Refused(As("SendMessage").SendMessage(new SendMessageRequest { QueueUrl = Url, MessageBody = "x" }), "Denied");
        Refused(As("SendMessage").SendMessage(new SendMessageRequest { QueueUrl = "nowhere", MessageBody = "x" }), "Denied");

        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void A_listing_asks_for_all_queues_of_the_account_and_one_about_a_queue_for_that()
    {
        Ok(As("ListQueues").ListQueues());
        Ok(As("ListDeadLetterSourceQueues").ListDeadLetterSourceQueues(new() { QueueUrl = Url }));

        Assert.Equal([ArnOf(""), ArnOf("orders")], _authorizer.Asked.Select(asked => asked.Arn));
    }

    [Fact]
    public void A_queue_with_tags_needs_leave_to_tag_besides()
    {
        _authorizer.Denied = "sqs:TagQueue";
        var tagged = new CreateQueueRequest { QueueName = "tagged", Tags = Map(("team", "blue")) };

        Refused(As("CreateQueue").CreateQueue(tagged), "Denied");
        Ok(As("CreateQueue").CreateQueue(new CreateQueueRequest { QueueName = "plain" }));

        Assert.Equal(["sqs:CreateQueue", "sqs:TagQueue", "sqs:CreateQueue"], _authorizer.Asked.Select(asked => asked.Action));
        Assert.Equal(["blue", "blue", null], _authorizer.Asked.Select(asked => asked.RequestTags?.Values["team"]));
    }

    [Fact]
    public void Tags_that_are_set_or_taken_away_are_shown_to_the_authorizer()
    {
        Ok(As("TagQueue").TagQueue(Url, Map(("team", "blue"))));
        Ok(As("UntagQueue").UntagQueue(Url, "team", "cost"));

        Assert.Equal(
            [
                ["team"],
                ["team", "cost"],
            ],
            _authorizer.Asked.Select(asked => asked.RequestTags!.Keys)
        );
        Assert.Empty(_authorizer.Asked[1].RequestTags!.Values);
    }

    [Fact]
    public void A_move_task_needs_leave_to_send_to_its_destination()
    {
        CreateQueue("dead");
        CreateQueue("elsewhere");
        Set("RedrivePolicy", Redrive("dead", 1));
        _authorizer.Denied = "sqs:SendMessage";
        var request = new StartMessageMoveTaskRequest { SourceArn = ArnOf("dead"), DestinationArn = ArnOf("elsewhere") };

        Refused(As("StartMessageMoveTask").StartMessageMoveTask(request), "Denied");
        Assert.Equal(ArnOf("elsewhere"), _authorizer.Asked[^1].Arn);

        _authorizer.Denied = null;
        Ok(As("StartMessageMoveTask").StartMessageMoveTask(request));
    }

    [Fact]
    public void A_move_task_without_destination_needs_leave_to_send_to_every_home()
    {
        CreateQueue("dead");
        string[] homes = ["orders", "bills"];
        CreateQueue("bills");
        foreach (var home in homes)
        {
            var url = $"{BaseUrl}/{Account}/{home}";
            Set("RedrivePolicy", Redrive("dead", 1), url);
            Send("dies", queueUrl: url);
            Assert.NotNull(ReceiveOne(visibilitySeconds: 0, url));
            Assert.Null(ReceiveOne(visibilitySeconds: 0, url));
        }

        Ok(As("StartMessageMoveTask").StartMessageMoveTask(new StartMessageMoveTaskRequest { SourceArn = ArnOf("dead") }));

        Assert.Equal(
            homes.Select(ArnOf),
            _authorizer.Asked.Where(asked => asked.Action == "sqs:SendMessage").Select(asked => asked.Arn)
        );
    }

    [Fact]
    public void A_long_poll_is_let_in_once()
    {
        var poll = As("ReceiveMessage").Poll(new ReceiveMessageRequest { QueueUrl = Url, WaitTimeSeconds = 20 });
        _authorizer.Denied = "sqs:ReceiveMessage";
        Send("hello");

        Assert.Single(Ok(poll.Answer!.Value).Messages!);
        Assert.Single(_authorizer.Asked);
    }

    /// <summary>A client whose requests are for one operation, in the name of a user.</summary>
    private SqsClient As(string operation)
    {
        var row = SqsService.Table.Operations[operation];
        var access = new Access(_authorizer, $"arn:aws:iam::{Account}:user/ada", "AIDAADA", "us-east-1")
        {
            Actions = SqsService.Table.ActionsOf(row),
            OwnerOnly = row.OwnerOnly,
        };
        return new SqsClient(World, new Caller(Account, "us-east-1", "AIDAADA", BaseUrl) { Access = access });
    }

    /// <summary>Allows everything but one action, and remembers what it was asked.</summary>
    private sealed class RecordingAuthorizer : IAuthorizer
    {
        public List<AccessRequest> Asked { get; } = [];

        public string? Denied { get; set; }

        public AwsError? Refusal(in AccessRequest request)
        {
            Asked.Add(request);
            return request.Action == Denied ? new AwsError("Denied", "Denied", 403, 403, Fault.Sender, request.Action) : null;
        }
    }
}
