using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>Which notifications are asked for.</summary>
/// <param name="Protocol">Only those of a protocol; null for all.</param>
/// <param name="Endpoint">Only those for an address, number or ARN; null for all.</param>
/// <param name="Account">Only those of an account; null for all.</param>
/// <param name="Region">Only those of a region; null for all.</param>
/// <param name="Before">Only those that stand after this place in the list, which begins with the newest; null for all.</param>
/// <param name="Limit">How many at most, up to <see cref="Limits.OutboxPageMax"/>.</param>
public sealed record OutboxQuery(
    string? Protocol,
    string? Endpoint,
    string? Account,
    string? Region,
    OutboxPlace? Before,
    int Limit
);

/// <summary>Places of notifications, the newest first.</summary>
/// <param name="HasMore">There are older ones that are asked for as well.</param>
public sealed record OutboxPlaces(IReadOnlyList<OutboxPlace> Places, bool HasMore);

/// <summary>Finds the newest notifications in all outboxes; <see cref="ReadOutbox"/> then reads them.</summary>
public sealed class ListOutboxes : IListing<AccountOutbox, OutboxQuery, List<OutboxPlace>, OutboxPlaces>
{
    public static ResourceId Address(OutboxQuery request, Caller caller) =>
        AccountOutbox.IdOf(request.Account ?? "*", request.Region ?? "*");

    public static List<OutboxPlace>? Select(AccountOutbox resource, OutboxQuery request, in Turn turn)
    {
        if (
            (request.Account is { } account && TopicAddress.AccountOf(resource.Arn) != account)
            || (request.Region is { } region && TopicAddress.RegionOf(resource.Arn) != region)
        )
        {
            return null;
        }

        return
        [
            .. resource
                .Entries.Where(entry => request.Protocol is null || entry.Protocol == request.Protocol)
                .Where(entry => request.Endpoint is null || entry.Endpoint == request.Endpoint)
                .Select(entry => new OutboxPlace(entry.At, resource.Arn, entry.Number))
                .Where(place => request.Before is null || place.CompareTo(request.Before) < 0)
                .Take(request.Limit + 1),
        ];
    }

    public static Outcome<OutboxPlaces> Gather(List<List<OutboxPlace>> items, OutboxQuery request, in Turn turn)
    {
        List<OutboxPlace> places = [.. items.SelectMany(item => item).OrderDescending().Take(request.Limit + 1)];
        return Outcome<OutboxPlaces>.Reply(
            new OutboxPlaces([.. places.Take(request.Limit)], HasMore: places.Count > request.Limit)
        );
    }
}
