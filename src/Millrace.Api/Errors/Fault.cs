namespace Millrace.Api;

/// <summary>Whose mistake an error is; AWS's words in <c>x-amzn-query-error</c> and in the <c>Type</c> of a Query error.</summary>
public enum Fault
{
    /// <summary>The caller's: asking again the same way will fail again.</summary>
    Sender,

    /// <summary>The service's: the same request may succeed later.</summary>
    Receiver,
}
