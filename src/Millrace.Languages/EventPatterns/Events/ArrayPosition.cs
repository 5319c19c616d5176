namespace Millrace.Languages.EventPatterns;

/// <summary>One element of one array of an event, inside the element that <paramref name="Parent"/> is.</summary>
/// <param name="Parent">Index of the element around it; 0 for none. Always less than the index of the element itself.</param>
/// <param name="Array">Number of the array, unique in the event.</param>
internal readonly record struct ArrayPosition(int Parent, int Array);
