using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Sets one attribute of a topic.</summary>
/// <remarks>
/// Records <see cref="TopicAttributesSet"/>.
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, SetTopicAttributes.</para>
/// </remarks>
public sealed class SetTopicAttributes : IOperation<Topic, SetTopicAttributesInput, Unit>
{
    public static ResourceId Address(SetTopicAttributesInput request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<Unit> Decide(Topic resource, SetTopicAttributesInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.TopicArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        var (name, value) = (request.AttributeName!, request.AttributeValue ?? "");
        if (TopicAttributes.Check(name, value, resource.IsFifo, isNew: false) is { } wrong)
        {
            return TopicAddress.Invalid(wrong);
        }

        return Outcome<Unit>.Reply(
            Unit.Value,
            [new TopicAttributesSet(turn.Now, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value })]
        );
    }
}
