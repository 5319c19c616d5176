using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What a rule of a Choice state asks, compiled.</summary>
internal abstract class ChoiceCondition
{
    /// <summary>Whether the rule matches.</summary>
    /// <exception cref="StateFailure">A path led nowhere, or an expression failed.</exception>
    public abstract bool Holds(QueryScope scope);
}
