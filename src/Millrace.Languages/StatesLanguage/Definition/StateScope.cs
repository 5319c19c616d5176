namespace Millrace.Languages.StatesLanguage;

/// <summary>States that lead to one another: a whole state machine, a branch of a Parallel, the item processor of a Map.</summary>
public sealed class StateScope
{
    private readonly Dictionary<string, State> _states;

    internal StateScope(string startAt, IReadOnlyList<State> states)
    {
        StartAt = startAt;
        States = states;
        _states = states.ToDictionary(state => state.Name, StringComparer.Ordinal);
    }

    public string StartAt { get; }

    /// <summary>The states in the order of the definition.</summary>
    public IReadOnlyList<State> States { get; }

    /// <summary>The state of that name; null when this scope has none.</summary>
    public State? Find(string name) => _states.GetValueOrDefault(name);

    internal State this[string name] => _states[name];
}
