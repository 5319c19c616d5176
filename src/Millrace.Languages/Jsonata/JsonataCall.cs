using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata;

/// <summary>One call of a function: its arguments and what it may ask of the evaluation.</summary>
public readonly struct JsonataCall
{
    private readonly JsonValue[] _arguments;

    internal JsonataCall(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        (_arguments, Context, Frame) = (arguments, context, frame);
    }

    /// <summary>How many arguments there are, those left out at the end not counted.</summary>
    public int Count => _arguments.Length;

    /// <summary>The value the caller is working on.</summary>
    public JsonValue Context { get; }

    /// <summary>The time, the same throughout an evaluation.</summary>
    public DateTimeOffset Now => Evaluation.Options.Now;

    internal Frame Frame { get; }

    internal Evaluation Evaluation => Frame.Evaluation;

    internal ReadOnlySpan<JsonValue> Arguments => _arguments;

    /// <summary>The argument at that position from 0, or undefined.</summary>
    public JsonValue this[int index] => index < _arguments.Length ? _arguments[index] : default;

    /// <summary>The argument as text. Errors: T0410 when it is undefined, which a signature lets pass.</summary>
    public string Text(int index) => this[index].IsString ? this[index].AsString() : throw Missing(index);

    /// <summary>The argument as a number. Errors: as for <see cref="Text"/>.</summary>
    public double Number(int index) => this[index].IsNumber ? this[index].AsNumber() : throw Missing(index);

    /// <summary>The next 64 random bits.</summary>
    public ulong NextRandom() => Evaluation.NextRandom();

    /// <summary>Counts work against the caps of the evaluation; call it before doing much, or making much.</summary>
    public void Charge(long steps) => Evaluation.Charge(steps);

    /// <summary>Calls a function that came as an argument.</summary>
    public JsonValue Invoke(JsonValue function, params JsonValue[] arguments)
    {
        // What is called may end in a call of the function that is calling, and so on: each is a level.
        Evaluation.Enter();
        var result = Callable.Apply(function, arguments, JsonValue.Null, Frame);
        Evaluation.Leave();
        return result;
    }

    private JsonataException Missing(int index) => new JsonataException("T0410", this[index]).With("index", index + 1);
}
