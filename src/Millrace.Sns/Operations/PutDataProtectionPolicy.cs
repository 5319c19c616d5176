using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Languages.DataProtection;

namespace Millrace.Sns.Operations;

/// <summary>Sets what a topic does about personal data in messages; an empty policy takes it away.</summary>
/// <remarks>
/// Records <see cref="TopicAttributesSet"/>.
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, PutDataProtectionPolicy.</para>
/// </remarks>
public sealed class PutDataProtectionPolicy : IOperation<Topic, PutDataProtectionPolicyInput, Unit>
{
    public static ResourceId Address(PutDataProtectionPolicyInput request, Caller caller) =>
        TopicAddress.IdOf(request.ResourceArn);

    public static Outcome<Unit> Decide(Topic resource, PutDataProtectionPolicyInput request, in Turn turn)
    {
        if (TopicAddress.Check(request.ResourceArn, turn.Caller, "ResourceArn") is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return SnsErrors.NotFoundException;
        }

        var policy = request.DataProtectionPolicy!;
        return Check(policy) is { } badPolicy
            ? badPolicy
            : Outcome<Unit>.Reply(
                Unit.Value,
                [
                    new TopicAttributesSet(
                        turn.Now,
                        new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            [TopicAttributes.DataProtectionPolicyName] = policy,
                        }
                    ),
                ]
            );
    }

    /// <summary>What is wrong with a policy, or null. One that asks for what this server cannot find is refused by name.</summary>
    internal static AwsError? Check(string policy) =>
        policy.Length == 0 || DataProtectionPolicy.TryParse(policy, out _, out var reason)
            ? null
            : TopicAddress.Invalid("DataProtectionPolicy", reason);
}
