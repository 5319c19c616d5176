using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Where a result is placed in the raw input: instead of it, nowhere, or at a reference path.</summary>
internal sealed class ResultPath
{
    private readonly ReferenceTarget? _target;
    private readonly bool _discard;

    private ResultPath(ReferenceTarget? target, bool discard)
    {
        _target = target;
        _discard = discard;
    }

    public static ResultPath Whole { get; } = new(null, discard: false);

    public static ResultPath Discard { get; } = new(null, discard: true);

    public static ResultPath Of(ReferenceTarget target) => new(target, discard: false);

    /// <summary>The raw input with the result in its place.</summary>
    /// <exception cref="StateFailure">States.ResultPathMatchFailure when the place cannot be made.</exception>
    public JsonValue Place(JsonValue rawInput, JsonValue result)
    {
        if (_discard)
        {
            return rawInput;
        }

        if (_target is null)
        {
            return result;
        }

        try
        {
            return _target.Set(rawInput, result);
        }
        catch (QueryException exception)
        {
            throw new StateFailure(ErrorNames.ResultPathMatchFailure, exception.Message);
        }
    }
}
