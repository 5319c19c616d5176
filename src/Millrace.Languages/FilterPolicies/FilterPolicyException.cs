namespace Millrace.Languages.FilterPolicies;

/// <summary>Carries a rejection out of the parser; never leaves <see cref="FilterPolicy.TryParse"/>.</summary>
internal sealed class FilterPolicyException(FilterPolicyRejection rejection) : Exception(rejection.Reason)
{
    public FilterPolicyRejection Rejection { get; } = rejection;
}
