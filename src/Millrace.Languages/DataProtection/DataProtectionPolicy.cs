using System.Diagnostics.CodeAnalysis;

namespace Millrace.Languages.DataProtection;

/// <summary>A data protection policy that SNS would accept, read and checked. Immutable.</summary>
/// <remarks>The language: the SNS Developer Guide, "Understanding data protection policies", version 2021-06-01.</remarks>
public sealed class DataProtectionPolicy
{
    private readonly IReadOnlyList<ProtectionStatement> _statements;

    internal DataProtectionPolicy(string name, IReadOnlyList<ProtectionStatement> statements)
    {
        Name = name;
        _statements = statements;
    }

    /// <summary>The managed identifiers that policies can ask for.</summary>
    public static IEnumerable<string> OfferedIdentifiers => ManagedIdentifiers.Names;

    public string Name { get; }

    /// <summary>Reads and checks a policy.</summary>
    /// <param name="reason">What is wrong with it, in a few words; null when nothing is.</param>
    public static bool TryParse(
        string json,
        [NotNullWhen(true)] out DataProtectionPolicy? policy,
        [NotNullWhen(false)] out string? reason
    )
    {
        try
        {
            policy = DataProtectionParser.Parse(json);
            reason = null;
            return true;
        }
        catch (DataProtectionException exception)
        {
            policy = null;
            reason = exception.Message;
            return false;
        }
    }

    /// <summary>What the policy asks for when a principal's data goes one way; null when it asks for nothing.</summary>
    /// <param name="principal">The ARN of who publishes, or of who subscribed.</param>
    public AppliedProtection? For(DataDirection direction, string principal)
    {
        List<ProtectionStatement> statements =
        [
            .. _statements.Where(statement => statement.Direction == direction && statement.IsAbout(principal)),
        ];
        return statements.Count > 0 ? new AppliedProtection(statements) : null;
    }
}
