namespace Millrace.Bench.Load.Client;

/// <summary>Something that makes a measurement worthless: a wrong answer, a closed connection, a server that does not start.</summary>
/// <remarks>Fatal to its scenario: the report names it and the program ends with status 1.</remarks>
public sealed class LoadException : Exception
{
    public LoadException() { }

    public LoadException(string message)
        : base(message) { }

    public LoadException(string message, Exception innerException)
        : base(message, innerException) { }
}
