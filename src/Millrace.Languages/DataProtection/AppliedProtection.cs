using System.Text;

namespace Millrace.Languages.DataProtection;

/// <summary>The statements of a policy that are about one principal's data on its way; asked text by text.</summary>
public sealed class AppliedProtection
{
    private readonly IReadOnlyList<ProtectionStatement> _statements;

    internal AppliedProtection(IReadOnlyList<ProtectionStatement> statements)
    {
        _statements = statements;
    }

    private ProtectionStatement? Auditing =>
        _statements.FirstOrDefault(statement => statement.Operation == ProtectionOperation.Audit);

    /// <summary>Whether a message is among those that are audited.</summary>
    /// <param name="draw">Random bits of the message.</param>
    public bool Audits(ulong draw) => Auditing is { } audit && draw % 100 < (ulong)audit.SampleRate;

    /// <summary>Whether an audit that came to these findings is reported: some policies ask for messages without any, too.</summary>
    public bool Reports(IReadOnlyList<Finding> findings) =>
        Auditing is { } audit && (findings.Count > 0 ? audit.ReportsFindings : audit.ReportsNothing);

    /// <summary>What an audit finds in a text.</summary>
    public IReadOnlyList<Finding> Audit(string text) => Auditing is { } audit ? FindingsOf(audit, text) : [];

    /// <summary>Whether a text holds what may not pass.</summary>
    public bool Denies(string text) =>
        _statements.Any(statement =>
            statement.Operation == ProtectionOperation.Deny
            && statement.Identifiers.Any(identifier => identifier.Find(text).Count > 0)
        );

    /// <summary>The text without what must not be seen, masked or taken out; where statements disagree, the first counts.</summary>
    public string Deidentify(string text)
    {
        char?[]? fates = null;
        foreach (var statement in _statements)
        {
            if (statement.Operation is not (ProtectionOperation.Mask or ProtectionOperation.Redact))
            {
                continue;
            }

            foreach (var detection in FindingsOf(statement, text).SelectMany(finding => finding.Detections))
            {
                fates ??= new char?[text.Length];
                Decide(fates, detection, statement.MaskCharacter);
            }
        }

        return fates is null ? text : Apply(text, fates);
    }

    private static List<Finding> FindingsOf(ProtectionStatement statement, string text)
    {
        var findings = new List<Finding>();
        foreach (var identifier in statement.Identifiers)
        {
            if (identifier.Find(text) is { Count: > 0 } detections)
            {
                findings.Add(new Finding(identifier.Name, detections));
            }
        }

        return findings;
    }

    /// <summary>Notes for each character what it becomes; the character zero for nothing at all.</summary>
    private static void Decide(char?[] fates, Detection detection, char becomes)
    {
        for (var index = detection.Start; index < detection.End; index++)
        {
            fates[index] ??= becomes;
        }
    }

    private static string Apply(string text, char?[] fates)
    {
        var changed = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            switch (fates[index])
            {
                case null:
                    changed.Append(text[index]);
                    break;
                case { } mask when mask != DataProtectionParser.NoCharacter:
                    changed.Append(mask);
                    break;
                default:
                    break;
            }
        }

        return changed.ToString();
    }
}
