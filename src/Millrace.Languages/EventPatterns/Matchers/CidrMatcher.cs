namespace Millrace.Languages.EventPatterns;

/// <summary><c>{"cidr": "10.0.0.0/24"}</c>, or an IP address as a plain value: strings that are an address in the range.</summary>
/// <remarks>
/// Addresses are compared by value, so that <c>2001:db8::1</c> equals its long form; see <see cref="AddressDigits"/> for what else is an
/// address. Bits of the address behind the mask are ignored.
/// </remarks>
public sealed class CidrMatcher : Matcher
{
    private readonly string _text;

    private CidrMatcher(string text, AddressDigits address, int maskBits)
    {
        _text = text;
        var bits = Bits(address);
        var free = maskBits == bits ? 0 : UInt128.MaxValue >> (128 - bits) >> maskBits;
        Digits = address.Count;
        Low = address.Value & ~free;
        High = Low | free;
    }

    /// <summary>How many digits the addresses of the range have: which family it is of.</summary>
    internal int Digits { get; }

    internal UInt128 Low { get; }

    internal UInt128 High { get; }

    /// <summary>A single address, when the text is one.</summary>
    public static bool TryParseAddress(string text, out CidrMatcher? matcher)
    {
        matcher = AddressDigits.TryParse(Utf8Text.GetBytes(text), out var address)
            ? new CidrMatcher(text, address, Bits(address))
            : null;
        return matcher is not null;
    }

    /// <summary>An address and the length of its mask: 0 to 31 bits for IPv4, 0 to 127 for IPv6.</summary>
    /// <exception cref="FormatException">Anything else; the message is AWS's.</exception>
    public static CidrMatcher Parse(string text)
    {
        // As Java splits: what is empty at the end does not count.
        var parts = text.Split('/');
        var count = parts.Length;
        while (count > 0 && parts[count - 1].Length == 0)
        {
            count--;
        }

        if (count != 2)
        {
            throw new FormatException("Malformed CIDR, one '/' required");
        }

        if (!int.TryParse(parts[1], out var maskBits))
        {
            throw new FormatException("Malformed CIDR, mask bits must be an integer");
        }

        if (maskBits < 0)
        {
            throw new FormatException("Malformed CIDR, mask bits must not be negative");
        }

        if (!AddressDigits.TryParse(Utf8Text.GetBytes(parts[0]), out var address))
        {
            throw new FormatException($"Nonstandard IP address: {parts[0]}");
        }

        if (maskBits >= Bits(address))
        {
            throw new FormatException(
                $"IPv{(address.Count == AddressDigits.CountV6 ? 6 : 4)} mask bits must be < {Bits(address)}"
            );
        }

        return new CidrMatcher(text, address, maskBits);
    }

    public override bool Matches(in FieldValue value) =>
        AddressDigits.TryRead(value, out var digits)
        && digits.TryProject(Digits, out var lowMax, out var highMin)
        && Low <= lowMax
        && High >= highMin;

    public override string ToString() => _text.Contains('/') ? $"{{\"cidr\":\"{_text}\"}}" : $"\"{_text}\"";

    private static int Bits(AddressDigits address) => address.Count == AddressDigits.CountV6 ? 128 : 32;
}
