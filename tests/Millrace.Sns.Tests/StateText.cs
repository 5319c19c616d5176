namespace Millrace.Sns.Tests;

/// <summary>The states of all resources of a kind, one after the other.</summary>
internal sealed record StateText(string Value);
