using System.Globalization;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Lists an application's endpoints in the order in which they were made, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, ListEndpointsByPlatformApplication.</para>
/// </remarks>
public sealed class ListEndpointsByPlatformApplication
    : IOperation<PlatformApplication, ListEndpointsByPlatformApplicationInput, ListEndpointsByPlatformApplicationResponse>
{
    public static ResourceId Address(ListEndpointsByPlatformApplicationInput request, Caller caller) =>
        PushAddress.IdOf(request.PlatformApplicationArn);

    public static Outcome<ListEndpointsByPlatformApplicationResponse> Decide(
        PlatformApplication resource,
        ListEndpointsByPlatformApplicationInput request,
        in Turn turn
    )
    {
        if (PushAddress.CheckApplication(request.PlatformApplicationArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return PushRules.NoApplication;
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

        var found = resource.EndpointsAfter(after).Take(Limits.PageItems + 1).ToList();
        var shown = found.Take(Limits.PageItems).ToList();
        return Outcome<ListEndpointsByPlatformApplicationResponse>.Reply(
            new ListEndpointsByPlatformApplicationResponse
            {
                Endpoints = shown.ConvertAll(endpoint => new Endpoint
                {
                    EndpointArn = resource.ArnOf(endpoint),
                    Attributes = new Dictionary<string, string>(endpoint.Attributes, StringComparer.Ordinal),
                }),
                NextToken =
                    found.Count > shown.Count ? Page.Encode(shown[^1].Number.ToString(CultureInfo.InvariantCulture)) : null,
            }
        );
    }
}
