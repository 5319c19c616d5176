namespace Millrace.Languages.DataProtection;

/// <summary>A piece of a text, in UTF-16 characters.</summary>
/// <param name="End">The first character behind it.</param>
public readonly record struct Detection(int Start, int End);
