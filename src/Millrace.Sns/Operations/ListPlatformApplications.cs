using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Lists the caller's applications in the region by ARN, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (NextToken).</para>
/// <para>Source: SNS API Reference, ListPlatformApplications.</para>
/// </remarks>
public sealed class ListPlatformApplications
    : IListing<PlatformApplication, ListPlatformApplicationsInput, Api.Sns.PlatformApplication, ListPlatformApplicationsResponse>
{
    public static ResourceId Address(ListPlatformApplicationsInput request, Caller caller) => PushAddress.IdOf(caller, "*", "*");

    public static Api.Sns.PlatformApplication? Select(
        PlatformApplication resource,
        ListPlatformApplicationsInput request,
        in Turn turn
    ) =>
        resource.Exists && resource.Arn.StartsWith(TopicAddress.IdOf(turn.Caller, "").Arn, StringComparison.Ordinal)
            ? new Api.Sns.PlatformApplication
            {
                PlatformApplicationArn = resource.Arn,
                Attributes = ApplicationAttributes.Shown(resource.Attributes),
            }
            : null;

    public static Outcome<ListPlatformApplicationsResponse> Gather(
        List<Api.Sns.PlatformApplication> items,
        ListPlatformApplicationsInput request,
        in Turn turn
    ) =>
        Page.TryTake(items, static item => item.PlatformApplicationArn!, request.NextToken, out var page, out var next)
            is { } refusal
            ? refusal
            : Outcome<ListPlatformApplicationsResponse>.Reply(
                new ListPlatformApplicationsResponse { PlatformApplications = page, NextToken = next }
            );
}
