using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>One compiled expression of a definition, in whichever language: the seam to the evaluators.</summary>
/// <remarks>Compiled once by <see cref="QueryCompiler"/>, evaluated many times, from any thread.</remarks>
internal abstract class Query(string text)
{
    /// <summary>The expression as it was written, without <c>{%</c> and <c>%}</c>.</summary>
    public string Text { get; } = text;

    /// <summary>Evaluates.</summary>
    /// <exception cref="QueryException">The evaluator's own words for what went wrong.</exception>
    public abstract JsonValue Evaluate(QueryScope scope);
}
