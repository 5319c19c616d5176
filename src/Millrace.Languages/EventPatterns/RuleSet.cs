using System.Diagnostics.CodeAnalysis;

namespace Millrace.Languages.EventPatterns;

/// <summary>Rules that can be added and removed while other threads match events against them.</summary>
/// <typeparam name="TRule">What the caller calls a rule: its name, or the rule itself.</typeparam>
/// <remarks>
/// Who matches takes the <see cref="Snapshot"/>, without a lock, and keeps it for an event. Who changes makes a new one, which shares
/// nearly everything with the one before: a change costs some microseconds, however many rules there are.
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "It is a set of rules, not a collection type.")]
public sealed class RuleSet<TRule>
    where TRule : notnull
{
    private readonly Lock _changing = new();
    private readonly Dictionary<TRule, RuleEntry<TRule>> _rules = [];
    private readonly RuleIndexBuilder _builder = new();
    private RuleSnapshot<TRule> _snapshot = new(RuleIndex.Empty, 0);

    /// <summary>The rules as they are now.</summary>
    public RuleSnapshot<TRule> Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Adds a rule, or gives a rule another pattern.</summary>
    public void Put(TRule rule, EventPattern pattern)
    {
        lock (_changing)
        {
            PutOne(rule, pattern);
            Publish();
        }
    }

    /// <summary>As <see cref="Put(TRule, EventPattern)"/> for several rules, which appear all at once.</summary>
    public void Put(IEnumerable<KeyValuePair<TRule, EventPattern>> rules)
    {
        lock (_changing)
        {
            foreach (var (rule, pattern) in rules)
            {
                PutOne(rule, pattern);
            }

            Publish();
        }
    }

    /// <summary>Takes a rule out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(TRule rule)
    {
        lock (_changing)
        {
            if (!_rules.Remove(rule, out var entry))
            {
                return false;
            }

            _builder.Remove(entry);
            Publish();
            return true;
        }
    }

    private void PutOne(TRule rule, EventPattern pattern)
    {
        if (_rules.Remove(rule, out var old))
        {
            _builder.Remove(old);
        }

        _rules.Add(rule, _builder.Add(rule, pattern));
    }

    private void Publish() => Volatile.Write(ref _snapshot, new RuleSnapshot<TRule>(_builder.Index, _rules.Count));
}
