using System.Text;

namespace Millrace.Api;

/// <summary>How Query and XML name the items of a list.</summary>
/// <param name="itemName">The element or parameter segment of an item: <c>member</c> unless the model says otherwise.</param>
/// <param name="isFlattened">True when items follow the structure's own name: <c>AttributeName.1</c>, not <c>AttributeNames.member.1</c>.</param>
public sealed class ListSchema(string itemName, bool isFlattened)
{
    private readonly byte[] _itemName = Encoding.UTF8.GetBytes(itemName);
    private readonly byte[] _startTag = Encoding.UTF8.GetBytes($"<{itemName}>");
    private readonly byte[] _endTag = Encoding.UTF8.GetBytes($"</{itemName}>");

    /// <summary>True when items follow the structure's own name.</summary>
    public bool IsFlattened { get; } = isFlattened;

    /// <summary>The segment of an item as UTF-8.</summary>
    public ReadOnlySpan<byte> ItemName => _itemName;

    /// <summary><c>&lt;item></c> as UTF-8.</summary>
    public ReadOnlySpan<byte> StartTag => _startTag;

    /// <summary><c>&lt;/item></c> as UTF-8.</summary>
    public ReadOnlySpan<byte> EndTag => _endTag;
}
