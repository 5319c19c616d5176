namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>An argument whose path gives no value.</summary>
internal sealed class MissingPathException : Exception
{
    public MissingPathException() { }

    public MissingPathException(string message)
        : base(message) { }

    public MissingPathException(string message, Exception innerException)
        : base(message, innerException) { }

    public string Path { get; init; } = "";
}
