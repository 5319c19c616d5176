using System.Runtime.CompilerServices;
using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath.Tokens;

namespace Millrace.Languages.JsonPath;

/// <summary>One reading of one document: where the path has led so far, what was found, and what went wrong.</summary>
/// <remarks>Recursive, one call per step into the document; the stack is checked, because a deep scan goes as deep as that.</remarks>
internal sealed class PathReading
{
    // Stands for any text while nobody will read it.
    private static readonly JsonPathError ForgivenMiss = new(JsonPathErrorCode.PathNotFound, "");

    private readonly PathToken[] _tokens;
    private readonly PathReading? _outer;
    private readonly JsonArrayBuilder _results = new();
    private readonly List<PathStep> _steps = [];
    private int _visits;
    private long _size;
    private int _forgiving;

    /// <param name="tokens">The steps of the path.</param>
    /// <param name="root">The document, for paths in filters that start at it.</param>
    /// <param name="outer">The reading whose filter needs this one, or null. Its budget is used, and misses have no text.</param>
    public PathReading(PathToken[] tokens, JsonValue root, PathReading? outer = null)
    {
        _tokens = tokens;
        Root = root;
        _outer = outer;
        _forgiving = outer is null ? 0 : 1;
    }

    public JsonValue Root { get; }

    public JsonPathError? Error { get; private set; }

    /// <summary>Whether <c>['a','b']</c> needs both: in filters it does, as in Jayway.</summary>
    public bool RequiresEveryName => _outer is not null;

    public JsonArray Results => _results.Build();

    /// <summary>The place in the document, as error texts show it: <c>$['a'][0]</c>.</summary>
    public string Location
    {
        get
        {
            var text = new StringBuilder("$");
            foreach (var step in _steps)
            {
                text.Append(step.ToString());
            }

            return text.ToString();
        }
    }

    public PathToken Token(int at) => _tokens[at];

    public bool IsLeaf(int at) => at == _tokens.Length - 1;

    /// <summary>Whether the step before is definite, and this one and all after it are.</summary>
    public bool IsDefiniteAround(int at) =>
        (at == 0 || _tokens[at - 1].IsDefinite) && Array.TrueForAll(_tokens[at..], token => token.IsDefinite);

    /// <summary>The steps from one to the end as one text.</summary>
    public string FragmentsFrom(int at) => string.Concat(_tokens.Skip(at).Select(token => token.Fragment));

    public bool Enter(int at, string name, JsonValue member) => Enter(at, PathStep.To(name), member);

    public bool Enter(int at, int index, JsonValue item) => Enter(at, PathStep.To(index), item);

    /// <summary>Takes the step at that position of the path from a value, or keeps the value when the path has ended.</summary>
    public bool Next(int at, JsonValue value)
    {
        if (!CountVisit())
        {
            return false;
        }

        return at < _tokens.Length ? _tokens[at].Evaluate(this, at, value) : Keep(value);
    }

    public void Push(PathStep step) => _steps.Add(step);

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>Counts a value that is looked at, and guards the stack. False when the reading has gone too far.</summary>
    public bool CountVisit()
    {
        if (_outer is not null)
        {
            return _outer.CountVisit() || Fail(_outer.Error!);
        }

        if (++_visits > JsonPathLimits.VisitsMax)
        {
            return Exceeded($"The path looks at more than {JsonPathLimits.VisitsMax} values");
        }

        return RuntimeHelpers.TryEnsureSufficientExecutionStack() || Exceeded("The document is nested too deep for the path");
    }

    public bool Fail(string message) => Fail(new JsonPathError(JsonPathErrorCode.InvalidPath, message));

    public bool Fail(JsonPathError error)
    {
        Error ??= error;
        return false;
    }

    /// <summary>Fails because something is not there: a text, the place, a last step, a text.</summary>
    public bool Miss(string before, string fragment, string after = "") =>
        Fail(
            _forgiving > 0
                ? ForgivenMiss
                : new JsonPathError(JsonPathErrorCode.PathNotFound, before + Location + fragment + after)
        );

    /// <summary>Until <see cref="EndForgiving"/> a miss is no failure.</summary>
    public void BeginForgiving() => _forgiving++;

    public bool EndForgiving(bool found)
    {
        _forgiving--;
        if (!found && Error?.Code == JsonPathErrorCode.PathNotFound)
        {
            Error = null;
            return true;
        }

        return found;
    }

    private bool Enter(int at, PathStep step, JsonValue value)
    {
        Push(step);
        var done = Next(at + 1, value);
        Pop();
        return done;
    }

    private bool Keep(JsonValue value)
    {
        _results.Add(value);
        _size += JsonSize.Of(value, JsonPathLimits.ResultSizeMax - _size);
        return _size <= JsonPathLimits.ResultSizeMax || Exceeded("The result of the path is too large");
    }

    private bool Exceeded(string message) => Fail(new JsonPathError(JsonPathErrorCode.LimitExceeded, message));
}
