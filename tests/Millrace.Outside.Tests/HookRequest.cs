using System.Text;

namespace Millrace.Outside.Tests;

/// <summary>A request as a web hook got it.</summary>
/// <param name="Headers">As they were sent, by name in any case.</param>
/// <param name="Connection">Which connection it came over.</param>
internal sealed record HookRequest(
    string Method,
    string Target,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Content,
    string Connection
)
{
    public string Text => Encoding.UTF8.GetString(Content);
}
