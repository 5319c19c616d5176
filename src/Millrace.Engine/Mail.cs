namespace Millrace.Engine;

/// <summary>One e-mail; what a call of kind <c>smtp</c> carries.</summary>
/// <param name="To">The address of its only receiver.</param>
/// <param name="ContentType">Of the text, with its charset.</param>
/// <param name="Text">UTF-8.</param>
public sealed record Mail(string To, string Subject, string ContentType, ReadOnlyMemory<byte> Text);
