using System.Globalization;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Lists the caller's subscriptions in the region, topic by topic, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (NextToken).</para>
/// <para>Source: SNS API Reference, ListSubscriptions.</para>
/// </remarks>
public sealed class ListSubscriptions : IListing<Topic, ListSubscriptionsInput, OwnSubscriptions, ListSubscriptionsResponse>
{
    public static ResourceId Address(ListSubscriptionsInput request, Caller caller) => TopicAddress.IdOf(caller, "*");

    public static OwnSubscriptions? Select(Topic resource, ListSubscriptionsInput request, in Turn turn)
    {
        if (!resource.Exists || TopicAddress.RegionOf(resource.Arn) != turn.Caller.Region)
        {
            return null;
        }

        // A bad token is refused when all is gathered.
        if (TryDecode(request.NextToken, out var last) is not null || string.CompareOrdinal(resource.Arn, last.TopicArn) < 0)
        {
            return null;
        }

        // No page shows more of one topic than this.
        List<(Subscription, bool)> own =
        [
            .. resource
                .SubscriptionsAfter(resource.Arn == last.TopicArn ? last.Number : 0, turn.Caller.Account)
                .Take(Limits.PageItems + 1)
                .Select(subscription => (subscription, subscription.IsConfirmed)),
        ];
        return own.Count > 0 ? new OwnSubscriptions(resource.Arn, own) : null;
    }

    public static Outcome<ListSubscriptionsResponse> Gather(
        List<OwnSubscriptions> items,
        ListSubscriptionsInput request,
        in Turn turn
    )
    {
        if (TryDecode(request.NextToken, out _) is { } refusal)
        {
            return refusal;
        }

        items.Sort((left, right) => string.CompareOrdinal(left.TopicArn, right.TopicArn));
        List<(Subscription Subscription, bool IsConfirmed)> page =
        [
            .. items.SelectMany(item => item.Subscriptions).Take(Limits.PageItems + 1),
        ];
        var hasMore = page.Count > Limits.PageItems;
        if (hasMore)
        {
            page.RemoveAt(Limits.PageItems);
        }

        return Outcome<ListSubscriptionsResponse>.Reply(
            new ListSubscriptionsResponse
            {
                Subscriptions = page.ConvertAll(item => ListSubscriptionsByTopic.Shown(item.Subscription, item.IsConfirmed)),
                NextToken = hasMore ? TokenAfter(page[^1].Subscription) : null,
            }
        );
    }

    private static string TokenAfter(Subscription subscription) =>
        Page.Encode(string.Create(CultureInfo.InvariantCulture, $"{subscription.TopicArn} {subscription.Number:D10}"));

    /// <summary>The topic and the number of the last subscription shown before; what is wrong with the token, or null.</summary>
    private static AwsError? TryDecode(string? token, out (string TopicArn, int Number) last)
    {
        last = ("", 0);
        if (Page.TryDecode(token, out var text) is { } refusal)
        {
            return refusal;
        }

        if (text is null)
        {
            return null;
        }

        var space = text.LastIndexOf(' ');
        if (space < 0 || !int.TryParse(text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return TopicAddress.Invalid("NextToken");
        }

        last = (text[..space], number);
        return null;
    }
}
