namespace Millrace.Languages.EventPatterns;

/// <summary>Why a text is not an event pattern, in AWS's words.</summary>
/// <param name="Reason">The first line, such as <c>Empty arrays are not allowed</c>.</param>
/// <param name="Location">
/// The lines AWS's parser appends, each starting with a line feed:
/// <c>\n at [Source: (String)"{…}"; line: 1, column: 10]</c>. Twice for most mistakes inside the lists of <c>anything-but</c>, not at
/// all for addresses and for complexity.
/// </param>
public sealed record PatternRejection(string Reason, string Location)
{
    /// <summary>The code of the error that EventBridge answers with, HTTP status 400.</summary>
    public const string Code = "InvalidEventPatternException";

    /// <summary>The whole text of that error.</summary>
    public string Message => $"Event pattern is not valid. Reason: {Reason}{Location}";
}
