namespace Millrace.Languages.Json;

/// <summary>A text that is not JSON, or a value that exceeds <see cref="JsonLimits"/>.</summary>
public sealed class JsonFormatException : FormatException
{
    public JsonFormatException() { }

    public JsonFormatException(string message)
        : base(message) { }

    public JsonFormatException(string message, Exception innerException)
        : base(message, innerException) { }

    public JsonFormatException(string message, int offset, int line, int column)
        : base($"{message} (line {line}, column {column})")
    {
        Offset = offset;
        Line = line;
        Column = column;
    }

    /// <summary>Bytes before the mistake, from 0.</summary>
    public int Offset { get; }

    /// <summary>The line of the mistake, from 1; 0 when the mistake is not in a text.</summary>
    public int Line { get; }

    /// <summary>The byte of the line, from 1; 0 when the mistake is not in a text.</summary>
    public int Column { get; }
}
