namespace Millrace.Sns.Policies;

/// <summary>A policy that a caller gave is not one; the text says where and why.</summary>
public sealed class PolicyException(string message) : Exception(message);
