using System.Net;

namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>An address of either version, or a range of them in CIDR form.</summary>
internal sealed class AddressOperand(string text) : Operand
{
    private readonly IPNetwork _network =
        Read(text) ?? throw new MalformedPolicyException($"'{text}' is not an IP address, nor a range such as 203.0.113.0/24.");

    public override bool Matches(string value, IRequestContext context)
    {
        if (!IPAddress.TryParse(value, out var address))
        {
            return false;
        }

        // A socket for both versions shows an IPv4 caller as ::ffff:203.0.113.7.
        return _network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    /// <summary>AWS also takes a range whose base has bits below its mask; they do not count.</summary>
    private static IPNetwork? Read(string text)
    {
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), out prefix) || prefix < 0 || prefix > bits))
        {
            return null;
        }

        for (var index = 0; index < bytes.Length; index++)
        {
            var kept = Math.Clamp(prefix - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xFF << (8 - kept));
        }

        return new IPNetwork(new IPAddress(bytes), prefix);
    }
}
