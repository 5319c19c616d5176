namespace Millrace.Languages.EventPatterns;

/// <summary>Why an event could not be matched.</summary>
/// <param name="Reason">What is wrong, in a sentence of ours; AWS says no more than "Parameter Event is not valid.".</param>
/// <param name="Offset">The byte at which it was seen.</param>
public sealed record EventRejection(string Reason, int Offset);
