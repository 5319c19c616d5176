namespace Millrace.Simulation.Model;

/// <summary>A promise of the product was broken.</summary>
public sealed class InvariantException : Exception
{
    public InvariantException() { }

    public InvariantException(string message)
        : base(message) { }

    public InvariantException(string message, Exception inner)
        : base(message, inner) { }
}
