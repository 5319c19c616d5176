using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>An InputPath or OutputPath: the whole, nothing (null was given: an empty object), or what a path chooses.</summary>
internal sealed class PathField
{
    private readonly Query? _query;
    private readonly bool _nothing;

    private PathField(Query? query, bool nothing)
    {
        _query = query;
        _nothing = nothing;
    }

    public static PathField Whole { get; } = new(null, nothing: false);

    public static PathField Nothing { get; } = new(null, nothing: true);

    public static PathField Of(Query query) => new(query, nothing: false);

    /// <summary>What is chosen from the document.</summary>
    /// <exception cref="StateFailure">States.Runtime when the path leads nowhere.</exception>
    public JsonValue Choose(JsonValue document, QueryScope scope)
    {
        if (_nothing)
        {
            return JsonObject.Empty;
        }

        if (_query is null)
        {
            return document;
        }

        try
        {
            return _query.Evaluate(scope.At(document));
        }
        catch (QueryException exception)
        {
            throw StateFailure.Runtime($"Invalid path '{_query.Text}' : {exception.Message}");
        }
    }
}
