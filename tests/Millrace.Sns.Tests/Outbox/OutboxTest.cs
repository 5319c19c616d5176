using System.Text;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Outbox;
using Millrace.Sns.Push;
using Millrace.Sns.Sms;
using PlatformApplication = Millrace.Sns.Push.PlatformApplication;

namespace Millrace.Sns.Tests.Outbox;

/// <summary>A world whose outboxes are read, with short ways to ask for text messages and for mobile push.</summary>
public abstract class OutboxTest : SnsTest
{
    private protected OutboxTest(SnsSettings? settings = null, IAuthorizer? authorizer = null)
        : base(settings, authorizer) { }

    /// <summary>Everything in the outboxes, the newest first.</summary>
    protected List<OutboxItem> Outbox(string? protocol = null, string? endpoint = null, int limit = Limits.OutboxPageMax) =>
        Read(new OutboxQuery(protocol, endpoint, null, null, null, limit)).Items;

    /// <summary>The only notification in the outboxes.</summary>
    protected OutboxItem OnlyItem() => Assert.Single(Outbox());

    protected static string TextOf(OutboxItem item) => Encoding.UTF8.GetString(item.Text.Span);

    private protected (List<OutboxItem> Items, OutboxPlaces Places) Read(OutboxQuery query)
    {
        var places = Ok(World.List<ListOutboxes, AccountOutbox, OutboxQuery, List<OutboxPlace>, OutboxPlaces>(query, Caller));
        var items = new List<OutboxItem>();
        foreach (var place in places.Places)
        {
            var request = new OutboxRequest(place.Arn, [place.Number]);
            items.AddRange(Ok(World.Execute<ReadOutbox, AccountOutbox, OutboxRequest, OutboxItems>(request, Caller)).Items);
        }

        return (items, places);
    }

    private protected Answer<TReply> Texts<TOperation, TRequest, TReply>(TRequest request)
        where TOperation : IOperation<SmsAccount, TRequest, TReply>
        where TReply : class => World.Execute<TOperation, SmsAccount, TRequest, TReply>(request, Caller);

    private protected Answer<TReply> Applications<TOperation, TRequest, TReply>(TRequest request)
        where TOperation : IOperation<PlatformApplication, TRequest, TReply>
        where TReply : class => World.Execute<TOperation, PlatformApplication, TRequest, TReply>(request, Caller);

    protected Answer<PublishResponse> TryPublishTo(
        string phoneNumber,
        string message,
        string? structure = null,
        Dictionary<string, MessageAttributeValue>? attributes = null
    ) =>
        Texts<PublishToPhoneNumber, PublishInput, PublishResponse>(
            new()
            {
                PhoneNumber = phoneNumber,
                Message = message,
                MessageStructure = structure,
                MessageAttributes = attributes,
            }
        );

    /// <summary>The number opts out, as if by answering STOP.</summary>
    protected void OptOut(string phoneNumber) =>
        Ok(Texts<OptOutPhoneNumber, OptOutRequest, OptOutReply>(new(Account, "us-east-1", phoneNumber)));

    /// <summary>What a request is refused with before any operation sees it: the constraints of the model.</summary>
    protected static (string Code, string Message)? ConstraintsOf<TShape>(TShape request)
        where TShape : class, IShape<TShape>
    {
        var report = new ConstraintReport();
        TShape.Check(request, report);
        return report.ToError(SnsModel.Service) is { } error ? (error.Code, error.Message) : null;
    }
}
