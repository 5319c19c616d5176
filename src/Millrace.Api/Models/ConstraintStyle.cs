namespace Millrace.Api;

/// <summary>How a service tells a caller that a request breaks its model.</summary>
public enum ConstraintStyle
{
    /// <summary>One <c>ValidationException</c> that lists every broken constraint.</summary>
    ValidationException,

    /// <summary>
    /// <c>The request must contain the parameter X.</c> for the first missing member; all other constraints are the
    /// operations' own, with texts of their own. SQS does so.
    /// </summary>
    MissingParameter,
}
