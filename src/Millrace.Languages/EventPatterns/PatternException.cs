namespace Millrace.Languages.EventPatterns;

/// <summary>Carries a rejection out of the parser; never leaves <see cref="EventPattern.TryParse(string, PatternLimits, out EventPattern, out PatternRejection)"/>.</summary>
internal sealed class PatternException(PatternRejection rejection) : Exception(rejection.Message)
{
    public PatternRejection Rejection { get; } = rejection;
}
