using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>One result on its way along a path that binds variables (<c>@</c>, <c>#</c>) or remembers parents (<c>%</c>).</summary>
/// <remarks>It travels as an item of an array marked <see cref="ArrayMarks.Tuples"/>. Immutable.</remarks>
internal sealed class PathTuple
{
    private readonly string[] _names;
    private readonly JsonValue[] _values;

    public PathTuple(JsonValue context)
        : this(context, [], []) { }

    private PathTuple(JsonValue context, string[] names, JsonValue[] values)
    {
        (Context, _names, _values) = (context, names, values);
    }

    public JsonValue Context { get; }

    public static PathTuple From(JsonValue item) => (PathTuple)item.AsFunction();

    public JsonValue ToValue() => JsonValue.FromFunction(this);

    public Frame Frame(Frame parent) => new(parent, _names, _values);

    public PathTuple WithContext(JsonValue context) => new(context, _names, _values);

    public PathTuple With(string name, JsonValue value)
    {
        var at = Array.IndexOf(_names, name);
        if (at < 0)
        {
            return new PathTuple(Context, [.. _names, name], [.. _values, value]);
        }

        JsonValue[] values = [.. _values];
        values[at] = value;
        return new PathTuple(Context, _names, values);
    }

    /// <summary>This tuple with the context and all variables of another, which come later.</summary>
    public PathTuple With(PathTuple other)
    {
        var result = WithContext(other.Context);
        for (var i = 0; i < other._names.Length; i++)
        {
            result = result.With(other._names[i], other._values[i]);
        }

        return result;
    }

    /// <summary>One tuple for many: every variable, and the context, holds the values of all.</summary>
    public static PathTuple Merge(ReadOnlySpan<JsonValue> tuples, Evaluation evaluation)
    {
        var first = From(tuples[0]);
        if (tuples.Length == 1)
        {
            return first;
        }

        var context = Collect(tuples, evaluation, tuple => tuple.Context);
        var values = new JsonValue[first._names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var name = first._names[i];
            values[i] = Collect(tuples, evaluation, tuple => tuple.Value(name));
        }

        return new PathTuple(context, first._names, values);
    }

    private static JsonValue Collect(ReadOnlySpan<JsonValue> tuples, Evaluation evaluation, Func<PathTuple, JsonValue> part)
    {
        var all = new SequenceBuilder(evaluation);
        var (only, count) = (default(JsonValue), 0);
        foreach (var tuple in tuples)
        {
            var value = part(From(tuple));
            if (!value.IsUndefined)
            {
                (only, count) = (value, count + 1);
                all.AddFlat(value);
            }
        }

        return count > 1 ? all.ToArray() : only;
    }

    private JsonValue Value(string name) => Array.IndexOf(_names, name) is var at and >= 0 ? _values[at] : default;
}
