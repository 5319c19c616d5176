namespace Millrace.Bench.Patterns;

/// <summary>Rules that are measured together.</summary>
/// <param name="Expected">How many times the rate of a plain pass of Utf8JsonReader they are to reach.</param>
/// <param name="Rules">Patterns, and how many of the events each is to match.</param>
internal sealed record RuleKind(string Name, double Expected, (int Matches, string Pattern)[] Rules);
