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

    /// <summary>NAT64 (RFC 6052), IPv4-compatible and IPv4-translated (RFC 2765) addresses carry an IPv4 address in their last four bytes.</summary>
    private static readonly IPNetwork[] _lastBytes = Networks("64:ff9b::/96, ::/96, ::ffff:0:0:0/96");

    /// <summary>6to4 (RFC 3056) has it after two bytes.</summary>
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>For a network's own NAT64 (RFC 8215), whose prefix inside of this may have any of RFC 6052's lengths.</summary>
    private static readonly IPNetwork _localNat64 = IPNetwork.Parse("64:ff9b:1::/48");

    /// <summary>Where the IPv4 address lies with a prefix of 48, 56, 64 and 96 bits (RFC 6052, section 2.2): the ninth byte is no part of it.</summary>
    private static readonly int[][] _nat64Places =
    [
        [6, 7, 9, 10],
        [7, 9, 10, 11],
        [9, 10, 11, 12],
        [12, 13, 14, 15],
    ];

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

    public bool Allows(IPAddress address) =>
        Array.TrueForAll(
            Reached(address),
            reached => !Holds(_forbiddenByName, reached) && (Holds(_allowed, reached) || !Holds(_forbidden, reached))
        );

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

    /// <summary>
    /// Where a packet to this address ends up: an IPv6 address may only wrap an IPv4 one. Several where that depends on how a network
    /// is set up.
    /// </summary>
    private static IPAddress[] Reached(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return [address.MapToIPv4()];
        }

        if (address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.IPv6Any))
        {
            return [address];
        }

        var bytes = address.GetAddressBytes();
        return Holds(_lastBytes, address) ? [new IPAddress(bytes.AsSpan(12))]
            : _sixToFour.Contains(address) ? [new IPAddress(bytes.AsSpan(2, 4))]
            : _localNat64.Contains(address) ? [address, .. TranslatedLocally(bytes)]
            : [address];
    }

    /// <summary>
    /// Every way to read it, because which one is right is known to the network alone. What begins with a zero is the padding of
    /// another: no translator sends anything to 0.0.0.0/8.
    /// </summary>
    private static IEnumerable<IPAddress> TranslatedLocally(byte[] bytes) =>
        _nat64Places
            .Where(places => bytes[places[0]] != 0)
            .Select(places => new IPAddress([.. places.Select(place => bytes[place])]));

    private static bool Holds(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(string text) =>
        TryReadNetworks(text, out var networks) ? networks : throw new ArgumentException($"{text} {NetworksRule}.", nameof(text));
}
