namespace Millrace.Outside;

/// <summary>How a connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>It begins in clear and becomes TLS before anything is said; a server that cannot do that gets no mail.</summary>
    StartTls,

    /// <summary>It is TLS from the first byte.</summary>
    Tls,

    /// <summary>It is not protected.</summary>
    None,
}
