namespace Millrace.Languages.IamPolicies;

/// <summary>A text is not a policy document; the message says why, and where in the document.</summary>
public sealed class MalformedPolicyException : Exception
{
    public MalformedPolicyException() { }

    public MalformedPolicyException(string message)
        : base(message) { }

    public MalformedPolicyException(string message, Exception inner)
        : base(message, inner) { }
}
