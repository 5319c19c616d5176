using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>What a message is published to: a topic, an endpoint of an application, or a telephone number.</summary>
internal static class PublishTarget
{
    /// <summary>Chooses among the rows of the three; what names nothing goes to the topics' row, which says so.</summary>
    public static Func<PublishInput, OperationRow<PublishInput, PublishResponse>> Choose(
        OperationRow<PublishInput, PublishResponse> topic,
        OperationRow<PublishInput, PublishResponse> endpoint,
        OperationRow<PublishInput, PublishResponse> number
    ) =>
        request =>
            request.TopicArn is not null ? topic
            : request.TargetArn is { } target ? (Push.PushAddress.IsEndpoint(target) ? endpoint : topic)
            : request.PhoneNumber is not null ? number
            : topic;

    /// <summary>What is wrong with naming none or several of them, or null.</summary>
    public static AwsError? Check(PublishInput request)
    {
        var named =
            (request.TopicArn is null ? 0 : 1) + (request.TargetArn is null ? 0 : 1) + (request.PhoneNumber is null ? 0 : 1);
        return named switch
        {
            0 => TopicAddress.Invalid("TopicArn or TargetArn", "no value for required parameter"),
            1 => null,
            _ => TopicAddress.Invalid("TopicArn, TargetArn or PhoneNumber", "only one of them can be published to"),
        };
    }
}
