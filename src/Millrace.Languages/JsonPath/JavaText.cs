using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath;

/// <summary>Values as Java's own collections print themselves: <c>{a=1, b=[true, x]}</c>.</summary>
/// <remarks>
/// AWS's engine holds JSON in Java maps and lists and lets them print themselves, in error texts and in States.Format
/// (recorded: "fst={Arg1=1, Arg2=[]}").
/// </remarks>
internal static class JavaText
{
    public static string Of(JsonValue value)
    {
        if (value.IsString)
        {
            return value.AsString();
        }

        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Boolean:
                text.Append(value.IsTrue ? "true" : "false");
                break;
            case JsonKind.Number:
                text.Append(Number(value));
                break;
            case JsonKind.String:
                text.Append(value.AsString());
                break;
            case JsonKind.Array:
                Append(text, value.AsArray());
                break;
            case JsonKind.Object:
                Append(text, value.AsObject());
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Append(StringBuilder text, JsonArray array)
    {
        EnsureStack();
        text.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, array[i]);
        }

        text.Append(']');
    }

    private static void Append(StringBuilder text, JsonObject members)
    {
        EnsureStack();
        text.Append('{');
        for (var i = 0; i < members.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(members.NameAt(i)).Append('=');
            Append(text, members.ValueAt(i));
        }

        text.Append('}');
    }

    private static string Number(JsonValue value)
    {
        // A number that was read with a point or an exponent is a double in Java, also where it is whole.
        if (value.NumberText is { } text)
        {
            return text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? text : JsonNumber.ToJava(value.AsNumber());
        }

        return value.TryGetInt64(out var whole)
            ? whole.ToString(CultureInfo.InvariantCulture)
            : JsonNumber.ToJava(value.AsNumber());
    }

    private static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonFormatException("The value is nested too deep to be written.");
        }
    }
}
