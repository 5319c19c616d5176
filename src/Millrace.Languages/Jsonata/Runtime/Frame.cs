using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>The variables of one scope; what it does not know, the scope around it may.</summary>
internal sealed class Frame
{
    // Finding a variable among so many counts as a step.
    private const int CountedMin = 8;

    private readonly Frame? _parent;
    private string[] _names;
    private JsonValue[] _values;
    private int _count;
    private bool _isShared;

    /// <summary>The outermost scope.</summary>
    public Frame(Evaluation evaluation)
    {
        (Evaluation, _names, _values) = (evaluation, [], []);
    }

    public Frame(Frame parent)
    {
        (Evaluation, _parent, _names, _values) = (parent.Evaluation, parent, [], []);
    }

    /// <summary>A scope with variables from the start. The arrays stay as they are: they are copied before a change.</summary>
    public Frame(Frame parent, string[] names, JsonValue[] values)
    {
        (Evaluation, _parent, _names, _values) = (parent.Evaluation, parent, names, values);
        (_count, _isShared) = (names.Length, true);
    }

    public Evaluation Evaluation { get; }

    public void Bind(string name, JsonValue value)
    {
        if (_isShared)
        {
            (_names, _values, _isShared) = ([.. _names], _values[.._count], false);
        }

        var at = IndexOf(name);
        if (at < 0)
        {
            if (_count == _names.Length)
            {
                Array.Resize(ref _names, Math.Max(4, _count * 2));
                Array.Resize(ref _values, _names.Length);
            }

            at = _count++;
            _names[at] = name;
        }

        _values[at] = value;
    }

    /// <summary>The variable of that name in this scope or the nearest around it, then the function, or undefined.</summary>
    public JsonValue Lookup(string name)
    {
        for (var frame = this; frame is not null; frame = frame._parent)
        {
            if (frame.IndexOf(name) is var at and >= 0)
            {
                return frame._values[at];
            }
        }

        return Evaluation.Options.Bindings.TryGetValue(name, out var bound) ? bound : Evaluation.Options.Library.Find(name);
    }

    private int IndexOf(string name)
    {
        if (_count > CountedMin)
        {
            Evaluation.Charge(_count / CountedMin);
        }

        // From the end: where a lambda names a parameter twice, the last one counts.
        for (var i = _count - 1; i >= 0; i--)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
