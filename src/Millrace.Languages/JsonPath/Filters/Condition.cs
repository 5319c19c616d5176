using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary>What stands in <c>[?(…)]</c>. Immutable.</summary>
internal abstract class Condition
{
    /// <summary>Whether it holds for this value, which <c>@</c> stands for. Meaningless once the reading has an error.</summary>
    public abstract bool Holds(PathReading reading, JsonValue current);
}
