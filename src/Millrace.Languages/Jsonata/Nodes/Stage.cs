namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>What is done with the results of a step: a filter, or binding their positions to a variable.</summary>
internal sealed record Stage(Node? Filter, string? Index);
