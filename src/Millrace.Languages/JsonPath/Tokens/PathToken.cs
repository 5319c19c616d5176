using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary>One step of a compiled path. Immutable, so that one path serves many threads.</summary>
internal abstract class PathToken
{
    /// <summary>The step as error texts show it, whatever way it was written: <c>['a']</c>, <c>[0,2]</c>, <c>[?]</c>.</summary>
    public abstract string Fragment { get; }

    /// <summary>Whether the step leads to one place at most; a path of such steps gives a value, any other a list.</summary>
    public virtual bool IsDefinite => true;

    /// <summary>Takes the step from a value and goes on with the next one. False when the reading has failed.</summary>
    /// <param name="reading">What has been found and where we are.</param>
    /// <param name="at">The position of this token in the path.</param>
    /// <param name="value">Where the steps so far have led.</param>
    public abstract bool Evaluate(PathReading reading, int at, JsonValue value);

    /// <summary>Whether a deep scan that walks past this array or object tries the step on it.</summary>
    public abstract bool Accepts(PathReading reading, JsonValue container);
}
