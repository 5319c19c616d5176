using System.Text;

namespace Millrace.Languages.EventPatterns;

/// <summary><c>300</c>: any number of the same value, so also 300.0 and 3e2; or, for a number no double says exactly, its own text.</summary>
public sealed class NumberMatcher : Matcher
{
    /// <param name="text">A number as JSON writes it.</param>
    public NumberMatcher(string text)
    {
        Text = Encoding.ASCII.GetBytes(text);
        Number = NumberValue.Parse(Text);
    }

    internal byte[] Text { get; }

    internal NumberValue Number { get; }

    public override bool Matches(in FieldValue value)
    {
        if (value.Kind != FieldValueKind.Number)
        {
            return false;
        }

        return Number.IsComparable
            ? value.Number.IsComparable && value.Number.Value.Equals(Number.Value)
            : value.Text.SequenceEqual(Text);
    }

    public override string ToString() => Encoding.ASCII.GetString(Text);
}
