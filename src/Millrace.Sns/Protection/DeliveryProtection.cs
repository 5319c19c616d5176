namespace Millrace.Sns.Protection;

/// <summary>A topic's data protection policy, for a subscription that it has outbound statements about.</summary>
/// <param name="Policy">The document.</param>
/// <param name="Principal">Who subscribed.</param>
internal sealed record DeliveryProtection(string Policy, string Principal);
