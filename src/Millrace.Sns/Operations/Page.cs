using System.Text;
using Millrace.Api;

namespace Millrace.Sns.Operations;

/// <summary>Cuts a page out of a listing. The token names the last item shown, so that pages hold while items come and go.</summary>
internal static class Page
{
    /// <summary>Sorts the items by their key and takes the hundred after the token; what is wrong with the token, or null.</summary>
    public static AwsError? TryTake<T>(List<T> items, Func<T, string> keyOf, string? token, out List<T> page, out string? next)
    {
        page = items;
        next = null;
        if (TryDecode(token, out var last) is { } refusal)
        {
            return refusal;
        }

        items.Sort((left, right) => string.CompareOrdinal(keyOf(left), keyOf(right)));
        if (last is not null)
        {
            items.RemoveAll(item => string.CompareOrdinal(keyOf(item), last) <= 0);
        }

        if (items.Count > Limits.PageItems)
        {
            page = items.GetRange(0, Limits.PageItems);
            next = Encode(keyOf(page[^1]));
        }

        return null;
    }

    /// <summary>The token that begins after an item.</summary>
    public static string Encode(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    /// <summary>The last item shown before; null without a token.</summary>
    public static AwsError? TryDecode(string? token, out string? last)
    {
        last = null;
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var written))
        {
            return TopicAddress.Invalid("NextToken");
        }

        last = Encoding.UTF8.GetString(bytes, 0, written);
        return null;
    }
}
