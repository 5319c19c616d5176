using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Passes its input on, or a fixed result.</summary>
public sealed class PassState : ResultState
{
    public override StateType Type => StateType.Pass;

    /// <summary>The fixed result; undefined when there is none.</summary>
    public JsonValue Result { get; init; }
}
