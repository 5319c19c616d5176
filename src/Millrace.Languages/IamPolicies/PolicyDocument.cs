using System.Diagnostics.CodeAnalysis;

namespace Millrace.Languages.IamPolicies;

/// <summary>A policy document, compiled once and asked as often as you like, on as many threads as you like.</summary>
/// <remarks>Source: IAM User Guide, Grammar of the IAM JSON policy language. Element names are case-sensitive.</remarks>
public sealed class PolicyDocument
{
    internal PolicyDocument(PolicyKind kind, string? id, IReadOnlyList<PolicyStatement> statements)
    {
        Kind = kind;
        Id = id;
        Statements = statements;
    }

    public PolicyKind Kind { get; }

    /// <summary>The document's own name; null when it has none.</summary>
    public string? Id { get; }

    public IReadOnlyList<PolicyStatement> Statements { get; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="MalformedPolicyException">It is none; the message says why.</exception>
    public static PolicyDocument Parse(string text, PolicyKind kind) => PolicyParser.Parse(text, kind);

    /// <summary>Reads a document; false, with the reason, when it is none.</summary>
    public static bool TryParse(
        string text,
        PolicyKind kind,
        [NotNullWhen(true)] out PolicyDocument? document,
        [NotNullWhen(false)] out string? reason
    )
    {
        try
        {
            (document, reason) = (PolicyParser.Parse(text, kind), null);
            return true;
        }
        catch (MalformedPolicyException malformed)
        {
            (document, reason) = (null, malformed.Message);
            return false;
        }
    }
}
