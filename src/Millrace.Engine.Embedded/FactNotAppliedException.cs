namespace Millrace.Engine.Embedded;

/// <summary>
/// What the journal holds cannot be brought into memory, by a mistake of the program's: state and journal would part from here on, and
/// whatever was answered next might not be there after a restart.
/// </summary>
public sealed class FactNotAppliedException : IOException
{
    public FactNotAppliedException() { }

    public FactNotAppliedException(string message)
        : base(message) { }

    public FactNotAppliedException(string message, Exception inner)
        : base(message, inner) { }

    /// <param name="what">The fact or picture.</param>
    /// <param name="about">The resource's ARN.</param>
    /// <param name="inner">What went wrong.</param>
    internal static FactNotAppliedException Of(string what, string about, Exception inner) =>
        new(
            $"MR1005: {what} of {about} cannot be applied: {inner.Message} "
                + "This is a mistake of the server's, and nothing is lost; see docs/errors/MR1005.md.",
            inner
        );
}
