using System.Globalization;
using System.Text;
using Millrace.Api;
using Millrace.Api.Sqs;

namespace Millrace.Sqs.Operations;

/// <summary>Cuts a page out of a listing. The token names the last item shown, so that pages hold while queues come and go.</summary>
internal static class Page
{
    /// <summary>Sorts the items and takes those after the token; what is wrong with the arguments, or null.</summary>
    public static AwsError? TryTake(List<string> items, int? most, string? token, out List<string> page, out string? next)
    {
        page = items;
        next = null;
        if (most is < 1 or > Limits.ListResultsMax)
        {
            return MessageRules.Invalid(
                most.Value.ToString(CultureInfo.InvariantCulture),
                "MaxResults",
                $"MaxResults must be an integer between 1 and {Limits.ListResultsMax}."
            );
        }

        items.Sort(StringComparer.Ordinal);
        if (token is not null)
        {
            if (!TryDecode(token, out var last))
            {
                return SqsErrors.InvalidParameterValueException.WithMessage("Invalid or expired NextToken.");
            }

            items.RemoveAll(item => string.CompareOrdinal(item, last) <= 0);
        }

        var count = most ?? Limits.ListResultsMax;
        if (items.Count > count)
        {
            page = items.GetRange(0, count);
            next = most is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1]));
        }

        return null;
    }

    private static bool TryDecode(string token, out string last)
    {
        var bytes = new byte[token.Length];
        var isBase64 = Convert.TryFromBase64String(token, bytes, out var written);
        last = Encoding.UTF8.GetString(bytes, 0, written);
        return isBase64 && last.StartsWith("arn:", StringComparison.Ordinal);
    }
}
