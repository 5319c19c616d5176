namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>A text that is no intrinsic function call, or no path. AWS refuses the definition it stands in.</summary>
public sealed class IntrinsicSyntaxException : FormatException
{
    public IntrinsicSyntaxException() { }

    public IntrinsicSyntaxException(string message)
        : base(message) { }

    public IntrinsicSyntaxException(string message, Exception innerException)
        : base(message, innerException) { }
}
