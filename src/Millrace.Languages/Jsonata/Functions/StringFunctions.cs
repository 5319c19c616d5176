using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Texts. Of undefined, undefined.</summary>
internal static class StringFunctions
{
    public static JsonValue String(in JsonataCall call) =>
        call[0].IsUndefined ? default : (JsonValue)Casting.ToText(call[0], call.Evaluation, call[1].IsTrue);

    public static JsonValue Length(in JsonataCall call) =>
        call[0].IsUndefined ? default : (JsonValue)CodePoints.Count(call.Text(0));

    public static JsonValue Substring(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        var count = CodePoints.Count(text);
        var start = call[1].IsUndefined ? 0 : call.Number(1);
        start = count + start < 0 ? 0 : start;
        var end = (double)count;
        if (!call[2].IsUndefined)
        {
            var length = call.Number(2);
            if (length <= 0 || call[1].IsUndefined)
            {
                return "";
            }

            end = start >= 0 ? start + length : count + start + length;
        }

        var (from, to) = (Position(start, count), Position(end, count));
        return from < to ? CodePoints.Slice(text, from, to) : "";
    }

    public static JsonValue SubstringBefore(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        return Find(call, text, call[1]) is var at and >= 0 ? text[..at] : text;
    }

    public static JsonValue SubstringAfter(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        return Find(call, text, call[1]) is var at and >= 0 ? text[(at + call.Text(1).Length)..] : text;
    }

    public static JsonValue Lowercase(in JsonataCall call) =>
        call[0].IsUndefined ? default : (JsonValue)call.Text(0).ToLowerInvariant();

    public static JsonValue Uppercase(in JsonataCall call) =>
        // The one letter in common use whose capital is two letters.
        call[0].IsUndefined
            ? default
            : (JsonValue)call.Text(0).ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    /// <summary>Runs of white space become one space, at the ends none.</summary>
    public static JsonValue Trim(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var result = new StringBuilder();
        foreach (var unit in call.Text(0))
        {
            var isSpace = unit is ' ' or '\t' or '\n' or '\r';
            if (!isSpace)
            {
                result.Append(unit);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd(' ');
    }

    public static JsonValue Pad(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var text = call.Text(0);
        var fill = call[2].IsUndefined || call.Text(2).Length == 0 ? " " : call.Text(2);
        var width = call[1].IsUndefined ? 0 : Math.Truncate(call.Number(1));
        var missing = Math.Abs(width) - CodePoints.Count(text);
        if (missing <= 0)
        {
            return text;
        }

        var length = (int)Math.Min(missing, int.MaxValue / 2);
        call.Evaluation.ChargeText((length * (long)fill.Length) + (2L * length));
        var padding = new StringBuilder().Insert(0, fill, length).ToString();
        padding = fill.Length > 1 ? CodePoints.Slice(padding, 0, length) : padding;
        return width > 0 ? text + padding : padding + text;
    }

    public static JsonValue Join(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var separator = call[1].IsUndefined ? "" : call.Text(1);
        var result = new StringBuilder();
        foreach (var item in call[0].AsArray().Items)
        {
            var part = item.AsString();
            call.Evaluation.ChargeText(part.Length + separator.Length);
            result.Append(part).Append(separator);
        }

        return result.Length == 0 ? "" : result.ToString(0, result.Length - separator.Length);
    }

    // Where slicing a JavaScript array begins or ends: towards zero, from the end if negative, within bounds.
    private static int Position(double index, int count)
    {
        var whole = Math.Truncate(index);
        return (int)Math.Clamp(whole < 0 ? count + whole : whole, 0, count);
    }

    private static int Find(in JsonataCall call, string text, JsonValue part)
    {
        if (part.IsUndefined)
        {
            return -1;
        }

        call.Evaluation.ChargeSearch(text, part.AsString());
        return text.IndexOf(part.AsString(), StringComparison.Ordinal);
    }
}
