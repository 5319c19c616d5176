using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>What a queue must know of the queue its redrive policy names, before it takes the policy.</summary>
internal sealed class RedriveTarget(string sourceArn, RedrivePolicy policy) : IQuestion
{
    public ResourceId? Target { get; } = new ResourceId(Queue.Kind, policy.DeadLetterTargetArn);

    /// <summary>The refusal of the policy; the empty text when it is fine.</summary>
    public object Answer(Resource asked, in Turn turn)
    {
        var queue = (Queue)asked;
        if (!queue.Exists)
        {
            return "Dead letter target does not exist.";
        }

        if (queue.Name.EndsWith(".fifo", StringComparison.Ordinal) != sourceArn.EndsWith(".fifo", StringComparison.Ordinal))
        {
            return "Dead letter queue must be same type of queue as the source.";
        }

        var allow = queue.Attributes.Shown(QueueAttributeName.RedriveAllowPolicy);
        return allow is null || RedriveAllowPolicy.TryParse(allow)?.Allows(sourceArn) == true
            ? ""
            : "Dead letter target does not allow this queue to use it as a dead letter queue.";
    }

    /// <summary>
    /// A dead-letter queue is its source's neighbour: no policy of another account is asked. Source: Developer Guide, "Using dead-letter
    /// queues".
    /// </summary>
    private static string? Elsewhere(string sourceArn, string targetArn)
    {
        var source = Arn.Parse(sourceArn);
        var target = Arn.Parse(targetArn);
        if (target.Region != source.Region)
        {
            return "Dead-letter target must be in same region as the source.";
        }

        return target.Account == source.Account ? null : "Dead letter target owner should be same as the source.";
    }

    /// <summary>
    /// Asks when the attributes set a redrive policy and nobody has answered yet; otherwise the refusal, or neither.
    /// </summary>
    public static (IQuestion? Question, AwsError? Refusal) Check(
        string sourceArn,
        IReadOnlyDictionary<string, string> attributes,
        in Turn turn
    )
    {
        if (
            !attributes.TryGetValue(QueueAttributeName.RedrivePolicy, out var text)
            || text.Length == 0
            || RedrivePolicy.TryParse(text, out var policy) is not null
        )
        {
            return default;
        }

        if (Elsewhere(sourceArn, policy!.DeadLetterTargetArn) is { } elsewhere)
        {
            return (null, MessageRules.Invalid(text, "RedrivePolicy", elsewhere));
        }

        return turn.Answer switch
        {
            null => (new RedriveTarget(sourceArn, policy!), null),
            string { Length: > 0 } reason => (null, MessageRules.Invalid(text, "RedrivePolicy", reason)),
            _ => default,
        };
    }
}
