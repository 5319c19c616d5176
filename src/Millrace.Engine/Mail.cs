namespace Millrace.Engine;

/// <summary>A mail to one address; what a call of kind <c>smtp</c> carries.</summary>
/// <param name="To">An address, such as <c>ada@example.com</c>.</param>
/// <param name="Subject">One line; any characters.</param>
/// <param name="ContentType">Of the text, such as <c>text/plain; charset=UTF-8</c>; it is sent as UTF-8.</param>
public sealed record Mail(string To, string Subject, string ContentType, string Text);
