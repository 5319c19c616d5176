namespace Millrace.Languages.FilterPolicies;

/// <summary>One attribute of a published message.</summary>
/// <param name="Name">Its name; one with dots is the key of the same name, and of no nested one.</param>
/// <param name="DataType">
/// <c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>, also with a suffix of the publisher's such as <c>Number.price</c>. What is no
/// string, array or number is ignored: to a filter policy it is not there. (<c>Number.Array</c>, of which the Guide has an example, is an array.)
/// </param>
/// <param name="StringValue">The value of a string or a number, or the JSON of an array; null where it is binary.</param>
public readonly record struct MessageAttribute(string Name, string DataType, string? StringValue);
