namespace Millrace.Languages.StatesLanguage;

/// <summary>How the two sides of a comparison must stand to each other; the names are the ends of the operators' names.</summary>
internal enum ComparisonOrder
{
    Equals,
    LessThan,
    GreaterThan,
    LessThanEquals,
    GreaterThanEquals,
}
