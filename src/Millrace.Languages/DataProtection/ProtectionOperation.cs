namespace Millrace.Languages.DataProtection;

/// <summary>What is done about sensitive data that was found.</summary>
public enum ProtectionOperation
{
    /// <summary>It is reported.</summary>
    Audit,

    /// <summary>Each of its characters is replaced by one and the same.</summary>
    Mask,

    /// <summary>It is taken out.</summary>
    Redact,

    /// <summary>The message is not taken, or not delivered.</summary>
    Deny,
}
