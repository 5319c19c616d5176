namespace Millrace.Languages.DataProtection;

/// <summary>Every number that bounds data protection, with its source.</summary>
public static class DataProtectionLimits
{
    /// <summary>SNS API Reference, PutDataProtectionPolicy: 30,720 characters.</summary>
    public const int PolicyCharactersMax = 30_720;

    /// <summary>SNS Developer Guide, "Custom data identifiers": ten a policy.</summary>
    public const int CustomIdentifiersMax = 10;

    /// <summary>SNS Developer Guide, "Custom data identifiers": names of up to 128 characters.</summary>
    public const int CustomNameCharactersMax = 128;

    /// <summary>SNS Developer Guide, "Custom data identifiers": expressions of up to 200 characters.</summary>
    public const int CustomExpressionCharactersMax = 200;

    /// <summary>
    /// Our own bound for what the Guide calls too complicated: the counts in an expression, all together. A text is searched in time in
    /// proportion to them.
    /// </summary>
    public const int CustomRepetitionsMax = 200;

    /// <summary>SNS Developer Guide, "Audit operation": a rate of 0 to 99 in a hundred messages.</summary>
    public const int SampleRateMax = 99;

    /// <summary>Our own bound: how deep the objects of a policy lie in each other; the language needs seven.</summary>
    public const int PolicyDepthMax = 12;

    /// <summary>
    /// How far a keyword may be from what it announces, in characters. The Guide says "in proximity"; Amazon Macie, which has the same
    /// identifiers, says 30 characters.
    /// </summary>
    public const int KeywordDistanceMax = 30;
}
