namespace Millrace.Sqs;

/// <summary>What the messages of one MessageGroupId have in common; ordered on a FIFO queue, a tenant on a standard one.</summary>
internal interface IMessageGroup
{
    string Id { get; }
}
