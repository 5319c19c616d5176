namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>A function that cannot take its arguments; the message is the last sentence of the failure.</summary>
internal sealed class InvalidCallException : Exception
{
    public InvalidCallException() { }

    public InvalidCallException(string message)
        : base(message) { }

    public InvalidCallException(string message, Exception innerException)
        : base(message, innerException) { }
}
