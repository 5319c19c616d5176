using System.Text;
using Millrace.Languages.DataProtection;

namespace Millrace.Sns.Protection;

/// <summary>What a topic's data protection policy does about a message on its way to one subscription. Safe for many threads.</summary>
/// <remarks>Source: SNS Developer Guide, "Data protection policy operations": what is denied is not delivered.</remarks>
internal sealed class OutboundProtection
{
    /// <summary>Policies are compiled once and remembered, up to so many; then all are forgotten.</summary>
    private const int RememberedMax = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<DeliveryProtection, AppliedProtection?> _compiled = [];

    /// <summary>The text as the subscriber may see it; null when there is nothing of it that may be delivered.</summary>
    public ReadOnlyMemory<byte>? Pass(DeliveryProtection protection, ReadOnlyMemory<byte> text)
    {
        if (Compile(protection) is not { } applied)
        {
            return text;
        }

        if (applied.Denies(Encoding.UTF8.GetString(text.Span)))
        {
            return null;
        }

        var safe = ProtectedText.Deidentify(applied, text, isStructured: false);
        return safe.IsEmpty && !text.IsEmpty ? null : safe;
    }

    private AppliedProtection? Compile(DeliveryProtection protection)
    {
        lock (_gate)
        {
            if (_compiled.TryGetValue(protection, out var known))
            {
                return known;
            }

            if (_compiled.Count == RememberedMax)
            {
                _compiled.Clear();
            }

            var applied = DataProtectionPolicy.TryParse(protection.Policy, out var policy, out _)
                ? policy.For(DataDirection.Outbound, protection.Principal)
                : null;
            _compiled.Add(protection, applied);
            return applied;
        }
    }
}
