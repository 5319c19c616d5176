using System.Net.Mail;

namespace Millrace.Outside;

/// <summary>The mail server that takes the mails of subscriptions with the protocols <c>email</c> and <c>email-json</c>.</summary>
public sealed record SmtpOptions
{
    /// <summary>Its name or address; empty: there is none.</summary>
    public string Host { get; init; } = "";

    /// <summary>587 is where servers take mail from clients; 465 with <see cref="SmtpSecurity.Tls"/>.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Who signs in; empty: nobody has to.</summary>
    public string User { get; init; } = "";

    public Secret Password { get; init; } = Secret.None;

    /// <summary>Who the mails are from, such as <c>Notifications &lt;no-reply@example.com&gt;</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>Seconds for one mail, connecting included. Servers that look closely at a mail take a while to accept it.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Connections at one time; most servers take few from one client.</summary>
    public int ConnectionsMax { get; init; } = 4;

    internal (string Name, string Rule)? FindMistake() =>
        Host.Length == 0 ? null
        : Port is < 1 or > 65535 ? ("outside.smtp.port", "is 1 to 65535")
        : !MailAddress.TryCreate(From, out _) ? ("outside.smtp.from", "must be a mail address when outside.smtp.host is there")
        : User.Length > 0 && Security == SmtpSecurity.None
            ? ("outside.smtp.security", "None would send outside.smtp.password readable for everybody")
        : TimeoutSeconds is < 1 or > 600 ? ("outside.smtp.timeoutSeconds", "is 1 to 600")
        : ConnectionsMax is < 1 or > 100 ? ("outside.smtp.connectionsMax", "is 1 to 100")
        : null;
}
