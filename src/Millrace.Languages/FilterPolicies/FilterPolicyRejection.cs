namespace Millrace.Languages.FilterPolicies;

/// <summary>Why a text is not a filter policy, in AWS's words.</summary>
/// <param name="Reason">The first line, such as <c>Empty arrays are not allowed</c>.</param>
/// <param name="Location">
/// The line AWS's parser appends, starting with a line feed: <c>\n at [Source: (String)"{…}"; line: 1, column: 10]</c>. Empty for
/// addresses and for limits.
/// </param>
public sealed record FilterPolicyRejection(string Reason, string Location)
{
    /// <summary>The code of the error that SNS answers with, HTTP status 400.</summary>
    public const string Code = "InvalidParameter";

    /// <summary>The whole text of the error, as Subscribe gives it.</summary>
    public string SubscribeMessage => $"Invalid parameter: Attributes Reason: FilterPolicy: {Reason}{Location}";

    /// <summary>The whole text of the error, as SetSubscriptionAttributes gives it.</summary>
    public string SetSubscriptionAttributesMessage => $"Invalid parameter: FilterPolicy: {Reason}{Location}";
}
