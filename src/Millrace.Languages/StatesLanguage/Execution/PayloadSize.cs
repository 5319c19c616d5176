using System.Buffers;
using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Whether a payload keeps to the limits, without making its text.</summary>
internal static class PayloadSize
{
    // What JSON text cannot hold as it is: two characters instead of one, or six.
    private static readonly SearchValues<char> _escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(unit => (char)unit),
        '"',
        '\\',
    ]);

    /// <summary>Whether the compact JSON text is longer than the limit, or nested deeper than it could be read back.</summary>
    public static bool IsTooLarge(JsonValue value) => Measure(value, 0, Limits.DataBytesMax) > Limits.DataBytesMax;

    /// <summary>The UTF-8 bytes of the compact JSON text, or some number above <paramref name="most"/> once that is passed.</summary>
    public static long Measure(JsonValue value, int depth, long most)
    {
        if (depth > Limits.DataDepthMax)
        {
            return most + 1;
        }

        switch (value.Kind)
        {
            case JsonKind.Object:
                var members = value.AsObject();
                long size = 2 + Math.Max(members.Count - 1, 0);
                for (var i = 0; i < members.Count && size <= most; i++)
                {
                    size += Text(members.NameAt(i)) + 1 + Measure(members.ValueAt(i), depth + 1, most - size);
                }

                return size;
            case JsonKind.Array:
                var items = value.AsArray();
                long length = 2 + Math.Max(items.Count - 1, 0);
                for (var i = 0; i < items.Count && length <= most; i++)
                {
                    length += Measure(items[i], depth + 1, most - length);
                }

                return length;
            case JsonKind.String:
                return Text(value.AsString());
            case JsonKind.Number:
                return value.NumberText?.Length ?? JsonNumber.ToJavaScript(value.AsNumber()).Length;
            case JsonKind.Boolean:
                return value.IsTrue ? 4 : 5;
            default:
                return 4;
        }
    }

    /// <summary>Whether two values are the same one, so that what is known of one is known of the other.</summary>
    public static bool IsSame(JsonValue left, JsonValue right) =>
        left.Kind == right.Kind
        && left.Kind switch
        {
            JsonKind.Object => ReferenceEquals(left.AsObject(), right.AsObject()),
            JsonKind.Array => ReferenceEquals(left.AsArray(), right.AsArray()),
            JsonKind.String => ReferenceEquals(left.AsString(), right.AsString()),
            _ => false,
        };

    private static long Text(string text)
    {
        long size = 2 + Encoding.UTF8.GetByteCount(text);
        for (var rest = text.AsSpan(); rest.IndexOfAny(_escaped) is var at and >= 0; rest = rest[(at + 1)..])
        {
            size += rest[at] is '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f' ? 1 : 5;
        }

        return size;
    }
}
