using Millrace.Engine;

namespace Millrace.Sns.Protection;

/// <summary>A topic's data protection policy, for a subscription that it has outbound statements about.</summary>
/// <param name="Policy">The document.</param>
/// <param name="Principal">Who subscribed.</param>
internal sealed record DeliveryProtection(string Policy, string Principal)
{
    public static void Write(FactWriter writer, DeliveryProtection? protection)
    {
        writer.OptionalText(protection?.Policy);
        if (protection is not null)
        {
            writer.Text(protection.Principal);
        }
    }

    public static DeliveryProtection? Read(ref FactReader reader) =>
        reader.OptionalText() is { } policy ? new DeliveryProtection(policy, reader.Text()) : null;
}
