using System.Net.Security;

namespace Millrace.Outside;

/// <summary>How the other side of a protected connection is checked.</summary>
internal static class Tls
{
    public static SslClientAuthenticationOptions Options(bool verifyCertificates, string? host = null)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (!verifyCertificates)
        {
#pragma warning disable CA5359 // Asked for by name: outside.verifyCertificates.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return options;
    }
}
