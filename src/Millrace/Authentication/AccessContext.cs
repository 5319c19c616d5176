using System.Globalization;
using Millrace.Api;
using Millrace.Engine;
using Millrace.Languages.IamPolicies;

namespace Millrace.Authentication;

/// <summary>The condition keys of one request. What is not known has no value, as with AWS.</summary>
/// <remarks>Source: IAM User Guide, AWS global condition context keys; Service Authorization Reference, Amazon SQS.</remarks>
internal sealed class AccessContext(AccessRequest request, PolicyPrincipal principal, string? owner) : IRequestContext
{
    private const string ResourceTag = "aws:ResourceTag/";
    private const string RequestTag = "aws:RequestTag/";

    private Access Access => request.Access;

    public ContextValues Find(string key)
    {
        if (key.StartsWith(ResourceTag, StringComparison.OrdinalIgnoreCase))
        {
            return Tag(request.ResourceTags, key[ResourceTag.Length..]);
        }

        if (key.StartsWith(RequestTag, StringComparison.OrdinalIgnoreCase))
        {
            return request.RequestTags is { } tags ? Tag(tags.Values, key[RequestTag.Length..]) : default;
        }

        return key.ToUpperInvariant() switch
        {
            "AWS:CURRENTTIME" => request.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            "AWS:EPOCHTIME" => request.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "AWS:TAGKEYS" => request.RequestTags is { } tags ? new ContextValues([.. tags.Keys]) : default,
            "AWS:SOURCEIP" => Access.Origin?.SourceIp,
            "AWS:SECURETRANSPORT" => Access.Origin is { } origin ? Text(origin.IsSecure) : null,
            "AWS:USERAGENT" => Access.Origin?.UserAgent,
            "AWS:REFERER" => Access.Origin?.Referer,
            "AWS:SOURCEARN" => Access.SourceArn,
            "AWS:SOURCEACCOUNT" => Arn.TryParse(Access.SourceArn, out var source) && source.Account.Length > 0
                ? source.Account
                : null,
            // What a topic's first policy compares with: the account that asks.
            "AWS:SOURCEOWNER" => principal.Account,
            "AWS:REQUESTEDREGION" => Access.Region,
            "AWS:RESOURCEACCOUNT" => owner,
            "AWS:USERNAME" => principal.UserName,
            "AWS:USERID" => principal.Account is null ? null : Access.PrincipalId,
            "AWS:PRINCIPALACCOUNT" => principal.Account,
            "AWS:PRINCIPALARN" => principal.Account is null ? null : principal.RoleArn ?? principal.Name,
            "AWS:PRINCIPALTYPE" => PrincipalType(),
            "AWS:PRINCIPALISAWSSERVICE" => Text(principal.Kind == PolicyPrincipalKind.Service),
            "AWS:PRINCIPALSERVICENAME" => principal.Kind == PolicyPrincipalKind.Service ? principal.Name : null,
            "AWS:VIAAWSSERVICE" => "false",
            _ => default,
        };
    }

    private string PrincipalType() =>
        principal.Kind switch
        {
            PolicyPrincipalKind.Root => "Account",
            PolicyPrincipalKind.User => "User",
            PolicyPrincipalKind.FederatedUser => "FederatedUser",
            PolicyPrincipalKind.Role => "AssumedRole",
            PolicyPrincipalKind.Service => "Service",
            _ => "Anonymous",
        };

    /// <summary>The keys of tags have no case in conditions.</summary>
    private static ContextValues Tag(IReadOnlyDictionary<string, string> tags, string key)
    {
        foreach (var (name, value) in tags)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return default;
    }

    private static string Text(bool value) => value ? "true" : "false";
}
