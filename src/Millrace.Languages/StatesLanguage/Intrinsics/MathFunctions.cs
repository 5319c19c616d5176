using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>States.MathAdd and MathRandom, in 32-bit integers. Each gives undefined for arguments it does not take.</summary>
internal static class MathFunctions
{
    /// <remarks>Fractions are rounded before they are added: 1.6 and 2.7 give 5, as seen on AWS.</remarks>
    public static JsonValue Add(JsonValue left, JsonValue right) =>
        Numbers.Rounded(left) + Numbers.Rounded(right) is { } sum and >= int.MinValue and <= int.MaxValue
            ? sum
            : JsonValue.Undefined;

    /// <remarks>
    /// From the start to below the end. Fractions are cut off, as seen on AWS. With a seed the number is that of a Java
    /// <c>Random</c> with that seed; which generator AWS has is not known, only that a seed repeats its number.
    /// </remarks>
    public static JsonValue NextNumber(JsonValue[] arguments, Func<double> nextDouble)
    {
        if (Numbers.Truncated(arguments[0]) is not { } start || Numbers.Truncated(arguments[1]) is not { } end || start >= end)
        {
            return JsonValue.Undefined;
        }

        if (arguments.Length == 2)
        {
            return start + (long)(nextDouble() * (end - start));
        }

        return arguments[2].IsNumber
            ? start + new JavaRandom((long)arguments[2].AsNumber()).Next(end - start)
            : JsonValue.Undefined;
    }
}
