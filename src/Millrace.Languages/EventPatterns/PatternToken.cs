namespace Millrace.Languages.EventPatterns;

/// <summary>What <see cref="PatternReader"/> stands on.</summary>
internal enum PatternToken
{
    None,
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    Name,
    String,
    Number,
    True,
    False,
    Null,
}
