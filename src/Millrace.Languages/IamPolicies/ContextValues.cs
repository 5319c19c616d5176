namespace Millrace.Languages.IamPolicies;

/// <summary>The values of one context key: none, one, or several for the keys AWS calls multivalued.</summary>
public readonly struct ContextValues
{
    private readonly string? _one;
    private readonly IReadOnlyList<string>? _several;

    /// <summary>One value; null for none.</summary>
    public ContextValues(string? value)
    {
        _one = value;
    }

    /// <summary>The values of a multivalued key; a list without values is a key that is not there.</summary>
    public ContextValues(IReadOnlyList<string> values)
    {
        _several = values;
    }

    public int Count => _several?.Count ?? (_one is null ? 0 : 1);

    public string this[int index] => _several is null ? _one! : _several[index];

    /// <summary>The value of a single-valued key, which alone can stand for a variable; null otherwise.</summary>
    public string? Single => Count == 1 ? this[0] : null;

    public static implicit operator ContextValues(string? value) => new(value);
}
