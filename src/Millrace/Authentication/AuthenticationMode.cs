namespace Millrace.Authentication;

/// <summary>Whether callers must show who they are.</summary>
public enum AuthenticationMode
{
    /// <summary>Any credentials are accepted, signatures are not looked at, policies are kept and not evaluated.</summary>
    Off,

    /// <summary>Signatures are verified and policies evaluated.</summary>
    On,
}
