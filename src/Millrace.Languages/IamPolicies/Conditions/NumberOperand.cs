using System.Globalization;

namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>A number, whole or decimal.</summary>
internal sealed class NumberOperand(string text, Func<int, bool> holds) : Operand
{
    private readonly decimal _number =
        Read(text) ?? throw new MalformedPolicyException($"'{text}' is not a number that can be compared with.");

    public override bool Matches(string value, IRequestContext context) =>
        Read(value) is { } number && holds(number.CompareTo(_number));

    private static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
