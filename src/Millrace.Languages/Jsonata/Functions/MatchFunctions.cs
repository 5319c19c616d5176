using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Finding in texts, by a text, a regular expression or a matching function of the author's own.</summary>
/// <remarks>As in the reference, the match after the last one wanted is looked for too, and may be an error.</remarks>
internal static class MatchFunctions
{
    public static JsonValue Contains(in JsonataCall call)
    {
        if (call[0].IsUndefined || call[1].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        if (!call[1].IsString)
        {
            return new Matcher(call, call[1], text).MoveNext();
        }

        call.Evaluation.ChargeSearch(text, call.Text(1));
        return text.Contains(call.Text(1), StringComparison.Ordinal);
    }

    /// <remarks>Errors: D3040, D1004, T1010.</remarks>
    public static JsonValue Match(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var limit = Limit(call[2], "D3040", 3);
        var matcher = new Matcher(call, call[1], call.Text(0));
        var results = new SequenceBuilder(call.Evaluation);
        for (var more = limit > 0 && matcher.MoveNext(); more && results.Count < limit; more = matcher.MoveNext())
        {
            results.Add(JsonObject.Of(("match", matcher.Text), ("index", matcher.Start), ("groups", matcher.Groups)));
        }

        return results.ToSequence();
    }

    /// <remarks>Errors: D3020, D1004, T1010.</remarks>
    public static JsonValue Split(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        var limit = Limit(call[2], "D3020", 3);
        var parts = new SequenceBuilder(call.Evaluation);
        if (call[1].IsString)
        {
            call.Evaluation.ChargeSearch(text, call.Text(1));
            SplitBy(text, call.Text(1), Math.Truncate(limit), ref parts);
        }
        else
        {
            var (matcher, start) = (new Matcher(call, call[1], text), 0);
            for (var more = limit > 0 && matcher.MoveNext(); more && parts.Count < limit; more = matcher.MoveNext())
            {
                parts.Add(Between(text, start, matcher.Start));
                start = matcher.End;
            }

            if (parts.Count < limit)
            {
                parts.Add(Between(text, start, text.Length));
            }
        }

        return parts.ToArray();
    }

    /// <remarks>Errors: D3010, D3011, D3012, D1004, T1010.</remarks>
    public static JsonValue Replace(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        if (call[1].IsString && call.Text(1).Length == 0)
        {
            throw new JsonataException("D3010", call[1]).With("index", 2);
        }

        var limit = Limit(call[3], "D3011", 4);
        return call[1].IsString ? ReplaceText(call, text, limit) : ReplaceMatches(call, text, limit);
    }

    /// <summary>How many are wanted; without a limit, all.</summary>
    private static double Limit(JsonValue limit, string code, int index)
    {
        if (limit.IsUndefined)
        {
            return double.PositiveInfinity;
        }

        return limit.AsNumber() >= 0 ? limit.AsNumber() : throw new JsonataException(code, limit).With("index", index);
    }

    private static void SplitBy(string text, string separator, double limit, ref SequenceBuilder parts)
    {
        var start = 0;
        if (separator.Length == 0)
        {
            for (; start < text.Length && parts.Count < limit; start++)
            {
                parts.Add(text[start].ToString());
            }

            return;
        }

        while (parts.Count < limit)
        {
            var next = text.IndexOf(separator, start, StringComparison.Ordinal);
            parts.Add(text[start..(next < 0 ? text.Length : next)]);
            if (next < 0)
            {
                return;
            }

            start = next + separator.Length;
        }
    }

    private static JsonValue ReplaceText(in JsonataCall call, string text, double limit)
    {
        if (!call[2].IsString)
        {
            throw new JsonataException("D3012", call[2]);
        }

        var (pattern, replacement) = (call.Text(1), call.Text(2));
        call.Evaluation.ChargeSearch(text, pattern);
        var result = new StringBuilder();
        var start = 0;
        for (var count = 0; count < limit; count++)
        {
            var next = text.IndexOf(pattern, start, StringComparison.Ordinal);
            if (next < 0)
            {
                break;
            }

            call.Evaluation.ChargeText(next - start + replacement.Length + 16);
            result.Append(text, start, next - start).Append(replacement);
            start = next + pattern.Length;
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    private static JsonValue ReplaceMatches(in JsonataCall call, string text, double limit)
    {
        var matcher = new Matcher(call, call[1], text);
        var result = new StringBuilder();
        var start = 0;
        var count = 0;
        for (var more = limit > 0 && matcher.MoveNext(); more && count++ < limit; more = matcher.MoveNext())
        {
            var replacement = call[2].IsString
                ? Expand(call.Text(2), matcher, call.Evaluation)
                : Sequences.Normalize(call.Invoke(call[2], matcher.Describe()), keepArray: false);
            if (!replacement.IsString)
            {
                throw new JsonataException("D3012", replacement);
            }

            call.Evaluation.ChargeText(matcher.Start - start + replacement.AsString().Length + 16);
            result.Append(Between(text, start, matcher.Start)).Append(replacement.AsString());
            start = matcher.Start + matcher.Text.Length;
        }

        return result.Append(Between(text, start, text.Length)).ToString();
    }

    /// <summary>
    /// The replacement with <c>$0</c> for the match, <c>$1</c> and on for its groups, <c>$$</c> for a dollar. A number takes no
    /// more digits than the number of groups has, and one fewer where it would be beyond them.
    /// </summary>
    private static JsonValue Expand(string replacement, in Matcher matcher, Evaluation evaluation)
    {
        evaluation.ChargeText(replacement.Length);
        if (!replacement.Contains('$', StringComparison.Ordinal))
        {
            return replacement;
        }

        var groups = matcher.Groups.IsArray ? matcher.Groups.AsArray() : JsonArray.Empty;
        var digitsMax = Math.Max(groups.Count, 1).ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] != '$')
            {
                result.Append(replacement[i]);
                continue;
            }

            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if (next == '$')
            {
                result.Append('$');
                i++;
            }
            else if (next == '0')
            {
                evaluation.ChargeText(matcher.Text.Length);
                result.Append(matcher.Text);
                i++;
            }
            else if (char.IsAsciiDigit(next))
            {
                var (number, length) = GroupNumber(replacement, i + 1, digitsMax, groups.Count);
                if (number >= 1 && number <= groups.Count && groups[number - 1].IsString)
                {
                    evaluation.ChargeText(groups[number - 1].AsString().Length);
                    result.Append(groups[number - 1].AsString());
                }

                i += length;
            }
            else
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }

    private static (int Number, int Length) GroupNumber(string text, int at, int digitsMax, int groups)
    {
        var (number, length) = (0, 0);
        while (length < digitsMax && at + length < text.Length && char.IsAsciiDigit(text[at + length]))
        {
            var more = (number * 10) + (text[at + length] - '0');
            if (length > 0 && length == digitsMax - 1 && more > groups)
            {
                break;
            }

            number = more;
            length++;
        }

        return (number, length);
    }

    private static string Between(string text, int start, int end) =>
        start < end && start < text.Length ? text[start..Math.Min(end, text.Length)] : "";
}
