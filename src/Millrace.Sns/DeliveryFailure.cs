namespace Millrace.Sns;

/// <summary>Why the last attempt of a delivery failed; told with the message in the dead-letter queue.</summary>
/// <param name="RequestId">Names the attempt.</param>
/// <param name="Code">An error code of AWS's, or the status that a web hook answered with.</param>
internal sealed record DeliveryFailure(Guid RequestId, string Code, string Message)
{
    /// <summary>Characters of a message that are recorded: what an endpoint says can be of any length.</summary>
    private const int MessageLengthMax = 1_000;

    /// <summary>What of an error's text can be kept, and sent on: one line of a bounded length, of what a queue takes.</summary>
    public static string Kept(string message) =>
        string.Concat(
            message
                .Take(MessageLengthMax)
                .Select(character => char.IsControl(character) || character >= '\uFFFE' ? ' ' : character)
        );
}
