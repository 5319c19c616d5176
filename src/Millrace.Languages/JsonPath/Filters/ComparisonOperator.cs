namespace Millrace.Languages.JsonPath.Filters;

/// <summary>The operators that ask for equality or order.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
