using System.Text.RegularExpressions;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Walks the matches in a text.</summary>
/// <remarks>
/// A regular expression is asked directly. Any other function follows the protocol of matching functions: of a text it
/// returns an object with <c>match</c>, <c>start</c>, <c>end</c>, <c>groups</c> and a function <c>next</c>, or undefined.
/// <para>Errors: T1010 when it does not, D1004 for an empty match after the first.</para>
/// </remarks>
internal struct Matcher(JsonataCall call, JsonValue function, string text)
{
    private readonly RegexFunction? _regex = function.IsFunction ? function.AsFunction() as RegexFunction : null;
    private bool _isStarted;
    private Match? _match;
    private JsonValue _described;

    public readonly string Text => _match?.Value ?? (_described["match"].IsString ? _described["match"].AsString() : "");

    public readonly int Start => _match?.Index ?? Number("start");

    public readonly int End => _match is null ? Number("end") : _match.Index + _match.Length;

    public readonly JsonValue Groups => _match is null ? _described["groups"] : RegexFunction.Groups(_match, call.Evaluation);

    public readonly JsonValue Describe() => _match is null ? _described : _regex!.Describe(text, _match, call.Evaluation);

    public bool MoveNext()
    {
        var isFirst = !_isStarted;
        _isStarted = true;
        if (_regex is not null)
        {
            _match = isFirst ? _regex.Match(text, 0, call.Evaluation) : _regex.Next(text, _match!, call.Evaluation);
            return _match is not null;
        }

        var result = isFirst ? call.Invoke(function, text) : call.Invoke(_described["next"]);
        _described = Sequences.Normalize(result, keepArray: false);
        if (Casting.IsJavaScriptTruthy(_described) && !IsMatch(_described))
        {
            throw new JsonataException("T1010");
        }

        return !_described.IsUndefined;
    }

    private static bool IsMatch(JsonValue described) =>
        described["start"].IsNumber || described["groups"].IsArray || described["next"].IsFunction;

    private readonly int Number(string name)
    {
        var number = _described[name];
        return number.IsNumber ? (int)Math.Clamp(number.AsNumber(), 0, text.Length) : 0;
    }
}
