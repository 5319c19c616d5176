using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>What stands between the commas of a call.</summary>
internal abstract class IntrinsicArgument
{
    public abstract JsonValue Evaluate(IntrinsicScope scope);

    /// <summary>The value as the template of States.Format, in which a backslash keeps its meaning.</summary>
    public virtual JsonValue EvaluateTemplate(IntrinsicScope scope) => Evaluate(scope);
}
