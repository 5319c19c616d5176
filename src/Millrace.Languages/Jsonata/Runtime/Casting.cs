using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>What values count as: numbers, truths, texts.</summary>
internal static class Casting
{
    // As deep as a text may be read.
    private static readonly JsonLimits Limits = JsonLimits.Default;

    /// <summary>Whether the value is a number. Errors: D1001 for one that is not finite.</summary>
    public static bool IsNumber(JsonValue value)
    {
        if (!value.IsNumber || double.IsNaN(value.AsNumber()))
        {
            return false;
        }

        return double.IsFinite(value.AsNumber()) ? true : throw new JsonataException("D1001", value);
    }

    public static bool AreNumbers(JsonArray array)
    {
        foreach (var item in array.Items)
        {
            if (!IsNumber(item))
            {
                return false;
            }
        }

        return true;
    }

    public static bool AreStrings(JsonArray array)
    {
        foreach (var item in array.Items)
        {
            if (!item.IsString)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the value counts as true: neither zero, nor empty, nor null, nor a function; an array if one of its items does.
    /// </summary>
    public static bool IsTruthy(JsonValue value, Evaluation evaluation)
    {
        switch (value.Kind)
        {
            case JsonKind.Boolean:
                return value.IsTrue;
            case JsonKind.Number:
                return IsNumber(value) && value.AsNumber() != 0;
            case JsonKind.String:
                return value.AsString().Length > 0;
            case JsonKind.Object:
                return value.AsObject().Count > 0;
            case JsonKind.Array:
                return IsAnyTruthy(value.AsArray(), evaluation);
            default:
                return false;
        }
    }

    /// <summary>Whether JavaScript takes the value for true, which is what the reference asks where a host's answer counts.</summary>
    public static bool IsJavaScriptTruthy(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.Undefined or JsonKind.Null => false,
            JsonKind.Boolean => value.IsTrue,
            JsonKind.Number => value.AsNumber() != 0 && !double.IsNaN(value.AsNumber()),
            JsonKind.String => value.AsString().Length > 0,
            _ => true,
        };

    /// <summary>Equality without looking into arrays and objects.</summary>
    public static bool AreSame(JsonValue left, JsonValue right, Evaluation? evaluation = null)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }

        return left.Kind switch
        {
            JsonKind.Array => ReferenceEquals(left.AsArray(), right.AsArray()),
            JsonKind.Object => ReferenceEquals(left.AsObject(), right.AsObject()),
            _ => JsonEquality.Equals(left, right, evaluation),
        };
    }

    /// <summary>The order of two texts by their UTF-16 units: negative, zero or positive.</summary>
    public static int Compare(string left, string right, Evaluation evaluation)
    {
        evaluation.Charge(Math.Min(left.Length, right.Length) / JsonEquality.CharactersAStep);
        return string.CompareOrdinal(left, right);
    }

    /// <summary>The value as text: a string as it is, a function as nothing, anything else as JSON. Errors: D3001, D1001.</summary>
    public static string ToText(JsonValue value, Evaluation evaluation, bool indented = false)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                return value.AsString();
            case JsonKind.Function:
                return "";
            case JsonKind.Number when !double.IsFinite(value.AsNumber()):
                throw new JsonataException("D3001", value);
            default:
                break;
        }

        try
        {
            using var writer = new JsonTextWriter(JsonNumberStyle.JavaScript, Limits, indented, Round, "\"\"", evaluation);
            return writer.ToText(Sequences.UnwrapInput(value));
        }
        catch (JsonFormatException)
        {
            throw Evaluation.TooDeep();
        }
    }

    /// <summary>Fifteen digits: what the language prints of a number that is not whole.</summary>
    public static double Round(double number)
    {
        if (double.IsInteger(number))
        {
            return number;
        }

        if (!double.IsFinite(number))
        {
            throw new JsonataException("D1001", number);
        }

        Span<char> digits = stackalloc char[32];
        number.TryFormat(digits, out var length, "E14", System.Globalization.CultureInfo.InvariantCulture);
        return double.Parse(
            digits[..length],
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private static bool IsAnyTruthy(JsonArray array, Evaluation evaluation)
    {
        Evaluation.EnsureStack();
        evaluation.Charge(1);
        foreach (var item in array.Items)
        {
            if (IsTruthy(item, evaluation))
            {
                return true;
            }
        }

        return false;
    }
}
