using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A compiled reference path, as ResultPath takes it: part of the seam to the path library.</summary>
internal abstract class ReferenceTarget(string text)
{
    public string Text { get; } = text;

    /// <summary>The document with the value at this place; objects on the way are made where they are missing.</summary>
    /// <exception cref="QueryException">The document has something else on the way.</exception>
    public abstract JsonValue Set(JsonValue document, JsonValue value);
}
