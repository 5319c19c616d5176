namespace Millrace.Sqs.Aids;

/// <summary>What can become of a message next.</summary>
public enum MessageState
{
    /// <summary>A receive may hand it out; on a FIFO queue once no message before it in its group is in flight.</summary>
    Visible,

    /// <summary>Its delay has not ended.</summary>
    Delayed,

    /// <summary>A consumer has it, and has not deleted it.</summary>
    InFlight,

    /// <summary>It is on its way to a dead-letter queue, or a move task takes it elsewhere.</summary>
    Leaving,
}
