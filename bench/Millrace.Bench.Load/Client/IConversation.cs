namespace Millrace.Bench.Load.Client;

/// <summary>What one connection says, and how it checks what it hears. Called on the connection's loop only.</summary>
public interface IConversation
{
    /// <summary>The bytes of the next request, head and body; empty when there is nothing to ask until it is started by hand.</summary>
    /// <remarks>They must not change before the answer has been taken.</remarks>
    public ReadOnlyMemory<byte> Next();

    /// <summary>
    /// Whether it may rest here between two rounds. One that holds a message may not: on a FIFO queue others would wait for it.
    /// </summary>
    public bool MayRest => true;

    /// <summary>Checks the answer to the last request.</summary>
    /// <exception cref="LoadException">The answer is not what it must be.</exception>
    public void Take(in Answer answer);
}
