using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>Numbers as AWS's functions take them: whole, in 32 bits.</summary>
internal static class Numbers
{
    /// <summary>Without its fraction; null for anything but a number, and beyond 32 bits.</summary>
    public static long? Truncated(JsonValue value) => value.IsNumber ? InRange(Math.Truncate(value.AsNumber())) : null;

    /// <summary>The nearest whole number, halves upwards; null as above.</summary>
    public static long? Rounded(JsonValue value) => value.IsNumber ? InRange(Math.Floor(value.AsNumber() + 0.5)) : null;

    private static long? InRange(double number) => number is >= int.MinValue and <= int.MaxValue ? (long)number : null;
}
