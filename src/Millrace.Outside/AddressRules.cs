using System.Net;

namespace Millrace.Outside;

/// <summary>
/// Which addresses a delivery may be brought to. Whoever may subscribe an endpoint makes this server send requests, so what only this
/// machine can reach is worth forbidding. Asked of the address that is connected to, not of the name it was found by.
/// </summary>
internal sealed class AddressRules
{
    public const string NetworksRule = "is a list of networks with commas between them, such as 10.0.0.0/8, fd00::/8, 192.0.2.7";

    /// <summary>RFC 3927 and RFC 4291, and where EC2 shows its metadata over IPv6.</summary>
    private static readonly IPNetwork[] _linkLocal = Networks("169.254.0.0/16, fe80::/10, fd00:ec2::254");

    /// <summary>RFC 1918, RFC 6598, RFC 4193, and the site-local addresses that came before that.</summary>
    private static readonly IPNetwork[] _private = Networks(
        "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7, fec0::/10"
    );

    /// <summary>A connection to the address that means "any" comes out at this machine as well.</summary>
    private static readonly IPNetwork[] _loopback = Networks("127.0.0.0/8, 0.0.0.0/8, ::1, ::");

    /// <summary>NAT64 (RFC 6052) and IPv4-compatible addresses carry an IPv4 address in their last four bytes, 6to4 (RFC 3056) after two.</summary>
    private static readonly IPNetwork[] _lastBytes = Networks("64:ff9b::/96, ::/96");
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");

    private readonly IPNetwork[] _allowed;
    private readonly IPNetwork[] _forbidden;

    /// <summary>Forbidden by name: that counts for more than being allowed.</summary>
    private readonly IPNetwork[] _forbiddenByName;

    public AddressRules(OutsideOptions options)
    {
        _allowed = Networks(options.AllowedNetworks);
        _forbidden =
        [
            .. options.AllowLinkLocalAddresses ? [] : _linkLocal,
            .. options.ForbidPrivateAddresses ? _private : [],
            .. options.ForbidLoopbackAddresses ? _loopback : [],
        ];
        _forbiddenByName = Networks(options.ForbiddenNetworks);
    }

    public bool Allows(IPAddress address)
    {
        var reached = Reached(address);
        return !Holds(_forbiddenByName, reached) && (Holds(_allowed, reached) || !Holds(_forbidden, reached));
    }

    /// <summary>Reads networks and single addresses; false when one is neither.</summary>
    public static bool TryReadNetworks(string text, out IPNetwork[] networks)
    {
        var read = new List<IPNetwork>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
            {
                read.Add(network);
            }
            else if (IPAddress.TryParse(part, out var address))
            {
                read.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                networks = [];
                return false;
            }
        }

        networks = [.. read];
        return true;
    }

    /// <summary>Where a packet to this address ends up: an IPv6 address may only wrap an IPv4 one.</summary>
    private static IPAddress Reached(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.IPv6Any))
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return Holds(_lastBytes, address) ? new IPAddress(bytes.AsSpan(12))
            : _sixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }

    private static bool Holds(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(string text) =>
        TryReadNetworks(text, out var networks) ? networks : throw new ArgumentException($"{text} {NetworksRule}.", nameof(text));
}
