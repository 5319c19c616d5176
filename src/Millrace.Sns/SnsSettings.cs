namespace Millrace.Sns;

/// <summary>What the operator of the server decides about SNS, as decisions see it.</summary>
public sealed record SnsSettings
{
    /// <summary>A mail server is configured: e-mails leave, and are not only kept in the outbox.</summary>
    public bool HasMailServer { get; init; }

    /// <summary>
    /// Accounts are in the SMS sandbox, where only verified numbers receive. AWS's accounts begin there, to keep beginners from
    /// spamming strangers; here nothing leaves the outbox, so by default they do not.
    /// </summary>
    public bool IsInSmsSandbox { get; init; }
}
