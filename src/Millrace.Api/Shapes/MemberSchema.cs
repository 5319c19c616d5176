using System.Text;

namespace Millrace.Api;

/// <summary>The names of one member of a structure, as bytes ready for the wire, and where a REST protocol puts it.</summary>
public sealed class MemberSchema
{
    private readonly byte[] _jsonPropertyStart;
    private readonly byte[] _queryJsonPropertyStart;
    private readonly byte[] _startTag;
    private readonly byte[] _endTag;

    /// <param name="name">The member's name in the model.</param>
    /// <param name="jsonName">The name in JSON and CBOR; null when it is <paramref name="name"/>.</param>
    /// <param name="queryName">The name in Query parameters and XML; null when it is <paramref name="name"/>.</param>
    /// <param name="queryJsonName">The name in a Query answer asked for as JSON; null when it is <paramref name="name"/>.</param>
    public MemberSchema(string name, string? jsonName = null, string? queryName = null, string? queryJsonName = null)
    {
        Name = name;
        JsonName = jsonName ?? name;
        QueryName = queryName ?? name;
        _jsonPropertyStart = Encoding.UTF8.GetBytes($"\"{JsonName}\":");
        _queryJsonPropertyStart = Encoding.UTF8.GetBytes($"\"{queryJsonName ?? name}\":");
        _startTag = Encoding.UTF8.GetBytes($"<{QueryName}>");
        _endTag = Encoding.UTF8.GetBytes($"</{QueryName}>");
    }

    /// <summary>The member's name in the model.</summary>
    public string Name { get; }

    /// <summary>The name in JSON and CBOR documents.</summary>
    public string JsonName { get; }

    /// <summary>The name in Query parameters and XML elements.</summary>
    public string QueryName { get; }

    /// <summary>True for a list or map whose items stand in the structure itself, without an element around them.</summary>
    public bool IsFlattened { get; init; }

    /// <summary>True when the value must not appear in messages and logs.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Where a REST protocol carries the member.</summary>
    public MemberLocation Location { get; init; }

    /// <summary>The name at that location; null where the location has none.</summary>
    public string? LocationName { get; init; }

    /// <summary><c>"name":</c> as UTF-8.</summary>
    public ReadOnlySpan<byte> JsonPropertyStart => _jsonPropertyStart;

    /// <summary><c>"name":</c> as UTF-8, with the name of a Query answer in JSON.</summary>
    public ReadOnlySpan<byte> QueryJsonPropertyStart => _queryJsonPropertyStart;

    /// <summary><c>&lt;name></c> as UTF-8.</summary>
    public ReadOnlySpan<byte> StartTag => _startTag;

    /// <summary><c>&lt;/name></c> as UTF-8.</summary>
    public ReadOnlySpan<byte> EndTag => _endTag;
}
