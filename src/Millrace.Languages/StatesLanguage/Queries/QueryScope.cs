using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What an expression can see while one state is visited.</summary>
internal sealed class QueryScope
{
    private readonly Func<JsonValue> _makeContext;
    private JsonValue _context;
    private JsonataOptions? _jsonata;
    private bool _jsonataHasContext;

    /// <param name="makeContext">Makes the context object when an expression first asks for it; most never do.</param>
    /// <param name="work">Refilled: a scope is made when a state begins to look at its fields.</param>
    public QueryScope(
        JsonValue input,
        Variables variables,
        Func<JsonValue> makeContext,
        Entropy entropy,
        WorkBudget work,
        DateTimeOffset now
    )
    {
        Work = work;
        Input = input;
        Root = input;
        Variables = variables;
        Entropy = entropy;
        Now = now;
        _makeContext = makeContext;
    }

    /// <summary>The raw input of the state: <c>$states.input</c>.</summary>
    public JsonValue Input { get; }

    /// <summary>What <c>$</c> is in JSONPath; it changes from field to field.</summary>
    public JsonValue Root { get; private init; }

    /// <summary>What came back: <c>$states.result</c>; undefined before.</summary>
    public JsonValue Result { get; private init; }

    /// <summary>What went wrong: <c>$states.errorOutput</c>; undefined outside a Catch.</summary>
    public JsonValue ErrorOutput { get; private init; }

    public Variables Variables { get; }

    public Entropy Entropy { get; }

    public WorkBudget Work { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The context object: <c>$$</c> and <c>$states.context</c>.</summary>
    public JsonValue Context
    {
        get
        {
            if (_context.IsUndefined)
            {
                _context = _makeContext();
            }

            return _context;
        }
    }

    /// <summary>The options of a JSONata evaluation: the visible variables, <c>$states</c>, time, randomness and caps, the smaller for steps.</summary>
    /// <param name="withContext">Whether <c>$states.context</c> is to be there.</param>
    public JsonataOptions Jsonata(bool withContext)
    {
        if (_jsonata is not null && (_jsonataHasContext || !withContext))
        {
            return _jsonata;
        }

        var states = new JsonObjectBuilder(4);
        states.Set("input", Input);
        states.Set("result", Result);
        states.Set("errorOutput", ErrorOutput);
        if (withContext)
        {
            states.Set("context", Context);
        }

        _jsonataHasContext = withContext;
        return _jsonata = new JsonataOptions
        {
            Now = Now,
            NextRandom = Entropy.NextBits,
            Bindings = Variables.Flatten().With("states", states.Build()),
            Library = JsonataLibrary.StepFunctions,
            StepsMax = JsonataQuery.FirstStepsMax,
            ResultBytesMax = Limits.JsonataResultBytesMax,
        };
    }

    /// <summary>The same scope looking at another document.</summary>
    public QueryScope At(JsonValue root) => Derive(root, Result, ErrorOutput);

    /// <summary>The same scope once the result is there.</summary>
    public QueryScope WithResult(JsonValue result) => Derive(result, result, default);

    /// <summary>The same scope in a catcher.</summary>
    public QueryScope WithError(JsonValue errorOutput) => Derive(errorOutput, default, errorOutput);

    private QueryScope Derive(JsonValue root, JsonValue result, JsonValue errorOutput) =>
        new(Input, Variables, _makeContext, Entropy, Work, Now)
        {
            Root = root,
            Result = result,
            ErrorOutput = errorOutput,
            _context = _context,
        };
}
