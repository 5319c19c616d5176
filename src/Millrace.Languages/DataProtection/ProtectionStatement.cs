namespace Millrace.Languages.DataProtection;

/// <summary>One statement of a policy: for whose data, going which way, which data is looked for, and what is done about it.</summary>
/// <param name="Principals">Whom it is about.</param>
/// <param name="IsException">It is about everybody but <paramref name="Principals"/>.</param>
/// <param name="MaskCharacter">Of a mask.</param>
/// <param name="SampleRate">Of an audit: how many of a hundred messages it looks at.</param>
/// <param name="ReportsNothing">Of an audit: it also reports a message in which nothing was found.</param>
internal sealed record ProtectionStatement(
    DataDirection Direction,
    IReadOnlyList<string> Principals,
    bool IsException,
    IReadOnlyList<DataIdentifier> Identifiers,
    ProtectionOperation Operation,
    char MaskCharacter,
    int SampleRate,
    bool ReportsFindings,
    bool ReportsNothing
)
{
    public bool IsAbout(string principal) =>
        Principals.Any(listed => ProtectionPrincipal.Matches(listed, principal)) != IsException;
}
