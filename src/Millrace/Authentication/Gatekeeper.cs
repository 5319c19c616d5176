using Microsoft.Extensions.Logging;
using Millrace.Engine;
using Millrace.Wire.Signatures;

namespace Millrace.Authentication;

/// <summary>All that a server has when its authentication is on; one whose authentication is off has none of it.</summary>
internal sealed class Gatekeeper
{
    private Gatekeeper(AuthenticationOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        Authorizer = new PolicyAuthorizer(options, loggers.CreateLogger<PolicyAuthorizer>());
        Requests = new RequestAuthentication(new SignatureVerifier(new ConfiguredCredentials(options), time), Authorizer);
        Operators = new OperatorGate(options.OperatorToken);
    }

    /// <summary>Decides, in turns.</summary>
    public IAuthorizer Authorizer { get; }

    /// <summary>Finds out who makes a request.</summary>
    public RequestAuthentication Requests { get; }

    /// <summary>Keeps the operators' pages.</summary>
    public OperatorGate Operators { get; }

    /// <summary>The gatekeeper of a server with these options; null when authentication is off.</summary>
    public static Gatekeeper? Of(AuthenticationOptions options, ILoggerFactory loggers, TimeProvider time) =>
        options.Mode == AuthenticationMode.On ? new Gatekeeper(options, loggers, time) : null;
}
