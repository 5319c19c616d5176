using System.Globalization;

namespace Millrace.Api;

/// <summary>What a model demands of a simple value, list or map.</summary>
public sealed class ValueConstraint
{
    /// <summary>The least length (code points, bytes or items) or the least number; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>The greatest length or number; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>The expression the whole text must match; null for none.</summary>
    public ConstraintPattern? Pattern { get; init; }

    /// <summary>The only allowed values, in the model's order; null for any.</summary>
    public IReadOnlyList<string>? Enum { get; init; }

    internal string MinLengthText => "Member must have length greater than or equal to " + Text(Min);

    internal string MaxLengthText => "Member must have length less than or equal to " + Text(Max);

    internal string MinValueText => "Member must have value greater than or equal to " + Text(Min);

    internal string MaxValueText => "Member must have value less than or equal to " + Text(Max);

    internal string PatternText => "Member must satisfy regular expression pattern: " + Pattern?.Text;

    internal string EnumText => $"Member must satisfy enum value set: [{string.Join(", ", Enum ?? [])}]";

    private static string Text(double? bound) => bound?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
