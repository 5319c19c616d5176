using System.Globalization;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Lists a topic's subscriptions in the order in which they were made, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (ARN, NextToken), NotFound.</para>
/// <para>Source: SNS API Reference, ListSubscriptionsByTopic.</para>
/// </remarks>
public sealed class ListSubscriptionsByTopic : IOperation<Topic, ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse>
{
    private const string PendingArn = "PendingConfirmation";

    public static ResourceId Address(ListSubscriptionsByTopicInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<ListSubscriptionsByTopicResponse> Decide(
        Topic resource,
        ListSubscriptionsByTopicInput request,
        in Turn turn
    )
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } badArn)
        {
            return badArn;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        if (Page.TryDecode(request.NextToken, out var last) is { } badToken)
        {
            return badToken;
        }

        var after = 0;
        if (last is not null && !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return TopicAddress.Invalid("NextToken");
        }

        List<Subscription> page = [.. resource.SubscriptionsAfter(after).Take(Limits.PageItems + 1)];
        var hasMore = page.Count > Limits.PageItems;
        if (hasMore)
        {
            page.RemoveAt(Limits.PageItems);
        }

        return Outcome<ListSubscriptionsByTopicResponse>.Reply(
            new ListSubscriptionsByTopicResponse
            {
                Subscriptions = page.ConvertAll(subscription => Shown(subscription, subscription.IsConfirmed)),
                NextToken = hasMore ? Page.Encode(page[^1].Number.ToString(CultureInfo.InvariantCulture)) : null,
            }
        );
    }

    /// <summary>A subscription as listings show it; one that is not confirmed has no ARN to be known by.</summary>
    internal static Api.Sns.Subscription Shown(Subscription subscription, bool isConfirmed) =>
        new()
        {
            SubscriptionArn = isConfirmed ? subscription.Arn : PendingArn,
            Owner = subscription.Owner,
            Protocol = subscription.Protocol,
            Endpoint = subscription.Endpoint,
            TopicArn = subscription.TopicArn,
        };
}
