using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A <see cref="ScalarField"/> that is a string.</summary>
internal sealed class TextField : ScalarField
{
    /// <summary>The text.</summary>
    /// <exception cref="StateFailure">The expression failed, or its value is no string.</exception>
    public string Text(QueryScope scope)
    {
        var value = Evaluate(scope);
        if (value.IsString)
        {
            return value.AsString();
        }

        throw IsJsonata
            ? QueryFailures.WrongType(Query!, Name, "string", value)
            : StateFailure.Runtime($"The {Name} field refers to a value which is not a valid string: {Query?.Text}");
    }
}
