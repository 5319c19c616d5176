using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>What an expression is evaluated against, and the only chance it gets.</summary>
public sealed record IntrinsicScope
{
    /// <summary>The state input, for <c>$</c>.</summary>
    public required JsonValue Input { get; init; }

    /// <summary>The context object, for <c>$$</c>.</summary>
    public JsonValue Context { get; init; }

    /// <summary>The workflow variables, for <c>$name</c>; undefined for one that is not assigned.</summary>
    public Func<string, JsonValue> Variable { get; init; } = _ => JsonValue.Undefined;

    /// <summary>A fresh UUID of version 4, for States.UUID.</summary>
    public required Func<Guid> NextUuid { get; init; }

    /// <summary>A number in [0, 1), for States.MathRandom without a seed.</summary>
    public required Func<double> NextDouble { get; init; }
}
