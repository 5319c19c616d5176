namespace Millrace.Engine;

/// <summary>A POST to a web hook; what a call of kind <c>http</c> carries.</summary>
/// <param name="Url">Absolute, http or https; user and password in it become basic authentication.</param>
/// <param name="Headers">Beside Content-Type and Content-Length.</param>
public sealed record WebRequest(
    string Url,
    string ContentType,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Content
);
