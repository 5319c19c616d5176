namespace Millrace.Languages.StatesLanguage;

/// <summary>What a comparison operator looks at.</summary>
internal enum ComparisonKind
{
    String,
    Numeric,
    Timestamp,
    Boolean,
    Matches,
    IsNull,
    IsPresent,
    IsString,
    IsNumeric,
    IsBoolean,
    IsTimestamp,
}
