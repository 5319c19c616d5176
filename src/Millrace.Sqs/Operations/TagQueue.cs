using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Sets tags of a queue; a tag with the same key is replaced.</summary>
/// <remarks>
/// Records <see cref="QueueTagged"/>.
/// <para>Errors: QueueDoesNotExist, InvalidParameterValue (more than 50 tags, keys over 128 or values over 256 characters).</para>
/// <para>Source: SQS API Reference, TagQueue; Developer Guide, "Tagging".</para>
/// </remarks>
public sealed class TagQueue : IOperation<Queue, TagQueueRequest, Unit>
{
    public static ResourceId Address(TagQueueRequest request, Caller caller) => QueueAddress.IdOf(request.QueueUrl, caller);

    public static RequestTags? TagsOf(TagQueueRequest request) => RequestTags.Setting(request.Tags);

    public static Outcome<Unit> Decide(Queue resource, TagQueueRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        var tags = request.Tags ?? [];
        return Check(tags, resource.Tags.Keys.Union(tags.Keys).Count()) is { } refusal
            ? refusal
            : Outcome<Unit>.Reply(Unit.Value, tags.Count > 0 ? [new QueueTagged(tags)] : []);
    }

    /// <summary>Whether a queue may carry these tags, so many in all.</summary>
    internal static AwsError? Check(Dictionary<string, string> tags, int total)
    {
        if (total > Limits.TagsMax)
        {
            return SqsErrors.InvalidParameterValueException.WithMessage(
                $"Too many tags added for queue: at most {Limits.TagsMax} are allowed."
            );
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is < 1 or > Limits.TagKeyLengthMax)
            {
                return SqsErrors.InvalidParameterValueException.WithMessage(
                    $"Tag keys must be between 1 and {Limits.TagKeyLengthMax} characters in length."
                );
            }

            if (value.Length > Limits.TagValueLengthMax)
            {
                return SqsErrors.InvalidParameterValueException.WithMessage(
                    $"Tag values must be between 0 and {Limits.TagValueLengthMax} characters in length."
                );
            }
        }

        return null;
    }
}
