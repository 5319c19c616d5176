using System.Globalization;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Lists the caller's subscriptions in the region, topic by topic, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (NextToken).</para>
/// <para>Source: SNS API Reference, ListSubscriptions.</para>
/// </remarks>
public sealed class ListSubscriptions
    : IListing<Topic, ListSubscriptionsInput, List<(string Key, Api.Sns.Subscription Shown)>, ListSubscriptionsResponse>
{
    public static ResourceId Address(ListSubscriptionsInput request, Caller caller) => TopicAddress.IdOf(caller, "*");

    public static List<(string Key, Api.Sns.Subscription Shown)>? Select(
        Topic resource,
        ListSubscriptionsInput request,
        in Turn turn
    )
    {
        if (!resource.Exists || TopicAddress.RegionOf(resource.Arn) != turn.Caller.Region)
        {
            return null;
        }

        // No page shows more of one topic than this, whatever the token; a bad token is refused when all is gathered.
        _ = Page.TryDecode(request.NextToken, out var last);
        var account = turn.Caller.Account;
        List<(string Key, Api.Sns.Subscription Shown)> own =
        [
            .. resource
                .Subscriptions.Where(subscription => subscription.Owner == account)
                .Select(subscription => (Key: KeyOf(subscription), Subscription: subscription))
                .Where(keyed => last is null || string.CompareOrdinal(keyed.Key, last) > 0)
                .Take(Limits.PageItems + 1)
                .Select(keyed => (keyed.Key, ListSubscriptionsByTopic.Shown(keyed.Subscription))),
        ];
        return own.Count > 0 ? own : null;
    }

    public static Outcome<ListSubscriptionsResponse> Gather(
        List<List<(string Key, Api.Sns.Subscription Shown)>> items,
        ListSubscriptionsInput request,
        in Turn turn
    )
    {
        List<(string Key, Api.Sns.Subscription Shown)> all = [.. items.SelectMany(item => item)];
        return Page.TryTake(all, static item => item.Key, request.NextToken, out var page, out var next) is { } refusal
            ? refusal
            : Outcome<ListSubscriptionsResponse>.Reply(
                new ListSubscriptionsResponse { Subscriptions = page.ConvertAll(item => item.Shown), NextToken = next }
            );
    }

    /// <summary>Sorts by topic, then in the order in which subscriptions were made.</summary>
    private static string KeyOf(Subscription subscription) =>
        string.Create(CultureInfo.InvariantCulture, $"{subscription.TopicArn} {subscription.Number:D10}");
}
