using System.Globalization;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A <see cref="ScalarField"/> that is a number. Paths may also lead to a string that reads as one (recorded).</summary>
internal sealed class NumberField : ScalarField
{
    /// <summary>The value as a whole number.</summary>
    /// <exception cref="StateFailure">The expression failed, or its value is no whole number.</exception>
    public long Integer(QueryScope scope)
    {
        var value = Evaluate(scope);
        if (
            value.TryGetInt64(out var integer)
            || (
                value.IsString
                && !IsJsonata
                && long.TryParse(value.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer)
            )
        )
        {
            return integer;
        }

        throw Invalid(value, "integer");
    }

    /// <summary>The value as any number.</summary>
    /// <exception cref="StateFailure">The expression failed, or its value is no number.</exception>
    public double Number(QueryScope scope)
    {
        var value = Evaluate(scope);
        if (value.IsNumber)
        {
            return value.AsNumber();
        }

        return
            value.IsString
            && !IsJsonata
            && double.TryParse(value.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw Invalid(value, "float");
    }

    private StateFailure Invalid(JsonValue value, string type)
    {
        if (IsJsonata)
        {
            return value.IsNumber
                ? StateFailure.Evaluation(Name, $"The {Name} field is not a valid {type}: {value.ToJson(JsonNumberStyle.Java)}")
                : QueryFailures.WrongType(Query!, Name, "number", value);
        }

        var shown = value.IsString ? value.AsString() : value.ToJson(JsonNumberStyle.Java);
        return StateFailure.Runtime($"The {Name} field refers to value \"{shown}\" which is not a valid {type}: {Query?.Text}");
    }
}
