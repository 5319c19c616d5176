using System.Diagnostics;
using System.Text.RegularExpressions;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A regular expression as a function: of a text, the first match and a function to the next.</summary>
/// <remarks>
/// It runs on the engine whose time is linear in the text; a pattern that looks around or back runs on the backtracking one,
/// for at most <see cref="Timeout"/> a match. The time of either counts against the steps of the evaluation.
/// </remarks>
internal sealed class RegexFunction : Callable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    // The engines take longer than linear time to prepare a pattern.
    private const int CharactersMax = 10_000;

    private readonly Regex _regex;
    private readonly string _pattern;
    private readonly int _position;

    /// <remarks>Errors: S0303.</remarks>
    public RegexFunction(string pattern, string flags, int position)
    {
        (_pattern, _position) = (pattern, position);
        if (pattern.Length > CharactersMax)
        {
            throw new JsonataException("S0303", pattern, position);
        }

        try
        {
            _regex = Create(pattern, flags);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new JsonataException("S0303", pattern, position);
        }
    }

    /// <summary>A text, and where in it to start.</summary>
    public override int Arity => 2;

    public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        if (arguments is not [{ IsString: true } text, ..])
        {
            return default;
        }

        var start = arguments.Length > 1 && arguments[1].IsNumber ? arguments[1].AsNumber() : 0;
        var from = double.IsFinite(start) ? (int)Math.Clamp(start, 0, text.AsString().Length + 1.0) : 0;
        return Describe(text.AsString(), Match(text.AsString(), from, frame.Evaluation), frame.Evaluation);
    }

    /// <summary>The first match at or after that position, or null. Errors: U1001 when it takes too long.</summary>
    public Match? Match(string text, int from, Evaluation evaluation)
    {
        if (from > text.Length)
        {
            return null;
        }

        try
        {
            var started = Stopwatch.GetTimestamp();
            var match = _regex.Match(text, from);
            evaluation.ChargeTime(started);
            evaluation.ChargeText((match.Success ? match.Index + match.Length : text.Length) - from);
            return match.Success ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw Evaluation.TooLong();
        }
    }

    /// <summary>The match after that one, or null. Errors: D1004 when it is empty, for then there would be no end.</summary>
    public Match? Next(string text, Match previous, Evaluation evaluation)
    {
        var from = previous.Index + previous.Length;
        var next = from < text.Length ? Match(text, from, evaluation) : null;
        return next is { Length: 0 } ? throw new JsonataException("D1004", _pattern, _position) : next;
    }

    /// <summary>The match as an object of the language, or undefined.</summary>
    public JsonValue Describe(string text, Match? match, Evaluation evaluation)
    {
        if (match is null)
        {
            return default;
        }

        return JsonObject.Of(
            ("match", match.Value),
            ("start", match.Index),
            ("end", match.Index + match.Length),
            ("groups", Groups(match, evaluation)),
            ("next", JsonValue.FromFunction(new NextMatch(this, text, match)))
        );
    }

    /// <summary>The texts of the groups, undefined where one took no part.</summary>
    public static JsonValue Groups(Match match, Evaluation evaluation)
    {
        evaluation.Charge(match.Groups.Count);
        var groups = new JsonValue[match.Groups.Count - 1];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = match.Groups[i + 1].Success ? match.Groups[i + 1].Value : JsonValue.Undefined;
        }

        return JsonValue.FromArray(groups);
    }

    private static Regex Create(string pattern, string flags)
    {
        var options = RegexOptions.CultureInvariant;
        options |= flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None;
        var isMultiline = flags.Contains('m', StringComparison.Ordinal);
        options |= isMultiline ? RegexOptions.Multiline : RegexOptions.None;
        var (translated, needsBacktracking) = RegexTranslator.Translate(pattern, isMultiline);
        if (!needsBacktracking)
        {
            try
            {
                return new Regex(translated, options | RegexOptions.NonBacktracking, Timeout);
            }
            catch (NotSupportedException)
            {
                // The linear engine has limits of its own; the other one is bounded by its timeout.
            }
        }

        return new Regex(translated, options, Timeout);
    }

    /// <summary>The function that goes on from a match.</summary>
    private sealed class NextMatch(RegexFunction regex, string text, Match match) : Callable
    {
        public override int Arity => 0;

        public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame) =>
            regex.Describe(text, regex.Next(text, match, frame.Evaluation), frame.Evaluation);
    }
}
