namespace Millrace.Sqs;

/// <summary>How a message came to a standard queue from the one it died in; all zero for one that was sent here.</summary>
/// <param name="After">Milliseconds from its send to its arrival.</param>
/// <param name="ReceivesBrought">How often it had been received by then.</param>
internal readonly record struct MessageArrival(uint After, int ReceivesBrought);
