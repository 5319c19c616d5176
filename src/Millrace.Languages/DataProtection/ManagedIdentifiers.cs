using System.Collections.Frozen;

namespace Millrace.Languages.DataProtection;

/// <summary>
/// The identifiers that AWS manages, as far as a published form tells what they find. Names, addresses, licences and the like take
/// learned models or unpublished registers; they are not offered, and a policy that asks for one is refused.
/// </summary>
internal static class ManagedIdentifiers
{
    private static readonly FrozenDictionary<string, DataIdentifier> _byName = FinancialIdentifiers
        .All.Concat(CredentialIdentifiers.All)
        .Concat(PersonalIdentifiers.All)
        .ToFrozenDictionary(identifier => identifier.Name, StringComparer.Ordinal);

    /// <summary>Those that are offered, by name.</summary>
    public static IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    public static DataIdentifier? Find(string name) => _byName.GetValueOrDefault(name);
}
