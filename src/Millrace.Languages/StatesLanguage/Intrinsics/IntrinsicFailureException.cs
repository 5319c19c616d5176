namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>A call that could not be evaluated. Its message is AWS's cause, from after "(entered at the event id #2). ".</summary>
public sealed class IntrinsicFailureException : Exception
{
    /// <summary>The error that AWS documents for it, and that a Catcher or Retrier may name.</summary>
    public const string ErrorName = "States.IntrinsicFailure";

    /// <summary>The error that executions on AWS are seen to fail with when nothing catches it.</summary>
    public const string ObservedErrorName = "States.Runtime";

    public IntrinsicFailureException() { }

    public IntrinsicFailureException(string message)
        : base(message) { }

    public IntrinsicFailureException(string message, Exception innerException)
        : base(message, innerException) { }
}
