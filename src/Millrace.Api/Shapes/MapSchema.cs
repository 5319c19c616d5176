using System.Text;

namespace Millrace.Api;

/// <summary>How Query and XML name the entries of a map.</summary>
/// <param name="entryName">The element or segment of an entry: <c>entry</c>, or the member's own name when flattened.</param>
/// <param name="keyName">The element or segment of the key: <c>key</c> unless the model says otherwise.</param>
/// <param name="valueName">The element or segment of the value: <c>value</c> unless the model says otherwise.</param>
/// <param name="isFlattened">True when entries follow the structure's own name: <c>Attribute.1.Name</c>.</param>
public sealed class MapSchema(string entryName, string keyName, string valueName, bool isFlattened)
{
    private readonly byte[] _entryName = Encoding.UTF8.GetBytes(entryName);
    private readonly byte[] _keyName = Encoding.UTF8.GetBytes(keyName);
    private readonly byte[] _valueName = Encoding.UTF8.GetBytes(valueName);
    private readonly byte[] _startTag = Encoding.UTF8.GetBytes($"<{entryName}><{keyName}>");
    private readonly byte[] _middleTag = Encoding.UTF8.GetBytes($"</{keyName}><{valueName}>");
    private readonly byte[] _endTag = Encoding.UTF8.GetBytes($"</{valueName}></{entryName}>");

    /// <summary>True when entries follow the structure's own name.</summary>
    public bool IsFlattened { get; } = isFlattened;

    /// <summary>The segment of an entry as UTF-8.</summary>
    public ReadOnlySpan<byte> EntryName => _entryName;

    /// <summary>The segment of a key as UTF-8.</summary>
    public ReadOnlySpan<byte> KeyName => _keyName;

    /// <summary>The segment of a value as UTF-8.</summary>
    public ReadOnlySpan<byte> ValueName => _valueName;

    /// <summary>What stands before a key: the tags of entry and key.</summary>
    public ReadOnlySpan<byte> StartTag => _startTag;

    /// <summary>What stands between key and value.</summary>
    public ReadOnlySpan<byte> MiddleTag => _middleTag;

    /// <summary>What stands after a value.</summary>
    public ReadOnlySpan<byte> EndTag => _endTag;
}
