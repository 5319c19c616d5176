using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>An array with the marks of <see cref="ArrayMarks"/>. Results are rid of the marks before they are handed out.</summary>
internal sealed class MarkedArray(JsonValue[] items, int count, ArrayMarks marks) : JsonArray(items, count)
{
    public ArrayMarks Marks { get; } = marks;

    public bool Is(ArrayMarks marks) => (Marks & marks) == marks;
}
