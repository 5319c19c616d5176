namespace Millrace.TestSupport.Simulated;

/// <summary>The power failed in the middle of something: nothing of this process happens after it.</summary>
public sealed class PowerFailedException : IOException
{
    public PowerFailedException()
        : base("The simulated power failed.") { }

    public PowerFailedException(string message)
        : base(message) { }

    public PowerFailedException(string message, Exception inner)
        : base(message, inner) { }
}
