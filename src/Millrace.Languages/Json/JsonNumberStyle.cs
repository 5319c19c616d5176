namespace Millrace.Languages.Json;

/// <summary>How numbers are written.</summary>
public enum JsonNumberStyle
{
    /// <summary>As JavaScript prints a double: <c>1</c>, <c>1e+21</c>, <c>0.1</c>. Source: ECMAScript, Number::toString.</summary>
    JavaScript,

    /// <summary>The text the number was read from, where it differs from JavaScript's; otherwise as JavaScript prints it.</summary>
    Source,

    /// <summary>
    /// As a Java service prints what it has read: integers digit for digit, anything with a point or an exponent as
    /// <c>Double.toString</c> does (<c>1.0</c>, <c>1.0E10</c>). A computed number that is a whole one prints as an integer.
    /// </summary>
    Java,
}
