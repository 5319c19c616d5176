namespace Millrace.Sns.Outbox;

/// <summary>What has become of an e-mail that the outbox passes on to the mail server.</summary>
public enum MailStatus
{
    /// <summary>Nothing is passed on: no mail, or no mail server is configured.</summary>
    None,

    /// <summary>It is on its way, or waits for its next try.</summary>
    Waiting,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Failed,
}
