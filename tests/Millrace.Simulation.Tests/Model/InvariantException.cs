namespace Millrace.Simulation.Model;

/// <summary>A promise of the product was broken.</summary>
public sealed class InvariantException : Exception
{
    public InvariantException() { }

    public InvariantException(string message)
        : base(message) { }

    public InvariantException(string message, Exception inner)
        : base(message, inner) { }

    /// <param name="promise">The name of the check, as in <see cref="Promises"/>.</param>
    /// <param name="what">What was seen instead.</param>
    public InvariantException(string promise, string what)
        : base($"{promise}: {what}")
    {
        Promise = promise;
    }

    /// <summary>The name of the check that failed; empty when it has none.</summary>
    public string Promise { get; } = "";
}
