using Millrace.Api;

namespace Millrace.Engine;

/// <summary>Decides who may do what. A server whose authentication is off has none, and nothing is asked.</summary>
public interface IAuthorizer
{
    /// <summary>Why it may not be done, in AWS's words; null when it may. Asked within turns, so it must be quick and wait for nothing.</summary>
    AwsError? Refusal(in AccessRequest request);
}
