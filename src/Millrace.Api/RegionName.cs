using System.Buffers;

namespace Millrace.Api;

/// <summary>The form of a region's name. Which regions there are is not checked: a test may well invent one.</summary>
/// <remarks>
/// A region becomes part of ARNs, and of what shows them, so nothing but the characters that AWS's own regions have may be in it.
/// </remarks>
public static class RegionName
{
    /// <summary>The longest of AWS's has fourteen characters, <c>ap-northeast-1</c>; more than twice that leaves room for new ones.</summary>
    public const int CharactersMax = 32;

    private static readonly SearchValues<char> _characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether this can be a region: 1 to 32 lower-case letters, digits and hyphens.</summary>
    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= CharactersMax && !name.ContainsAnyExcept(_characters);
}
