namespace Millrace.Outside;

/// <summary>A mail server does not do what it was asked.</summary>
/// <param name="code">Its reply code.</param>
/// <param name="text">What it says to that.</param>
/// <param name="isTransient">Whether the same mail may be taken later.</param>
internal sealed class SmtpRefusalException(int code, string text, bool isTransient)
    : Exception($"The mail server answered {code} {text}".TrimEnd())
{
    public int Code { get; } = code;

    public bool IsTransient { get; } = isTransient;
}
