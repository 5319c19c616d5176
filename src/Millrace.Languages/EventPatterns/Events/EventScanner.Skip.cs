using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Millrace.Languages.EventPatterns;

/// <content>Passing over JSON while checking its grammar.</content>
internal unsafe ref partial struct EventScanner
{
    // One bit for every level that can be open while a value is skipped: set for objects.
    private const int ContainerWords = (EventLimits.DepthMax / 64) + 1;

    [InlineArray(ContainerWords)]
    private struct ContainerBits
    {
        private ulong _first;
    }

    /// <summary>Passes over one value of any kind.</summary>
    private byte* SkipValue(byte* at) => at < _end && *at is ((byte)'{' or (byte)'[') ? SkipContainer(at) : SkipScalar(at);

    [SkipLocalsInit]
    private byte* SkipContainer(byte* at)
    {
        Unsafe.SkipInit(out ContainerBits containers);
        Span<ulong> words = containers;
        var end = _end;
        var levelsLeft = EventLimits.DepthMax - _depth;
        var level = 0;
        var isObject = false;

        open:
        // The word of a level is written when the level below it is opened.
        var bit = 1UL << level;
        words[level >> 6] = isObject ? words[level >> 6] | bit : words[level >> 6] & ~bit;
        isObject = *at == '{';
        if (++level > levelsLeft)
        {
            return FailTooDeep(at);
        }

        at = SkipSpace(at + 1);
        if (at < end && *at == (isObject ? '}' : ']'))
        {
            goto close;
        }

        entry:
        if (isObject)
        {
            if (at >= end || *at != '"')
            {
                return Fail(at);
            }

            at = SkipString(at + 1);
            if (at is null)
            {
                return null;
            }

            at = SkipColon(at);
            if (at is null)
            {
                return null;
            }
        }

        if (at < end && *at is (byte)'{' or (byte)'[')
        {
            goto open;
        }

        at = SkipScalar(at);
        if (at is null)
        {
            return null;
        }

        next:
        at = SkipSpace(at);
        if (at >= end)
        {
            return Fail(at);
        }

        if (*at == ',')
        {
            at = SkipSpace(at + 1);
            goto entry;
        }

        if (*at != (isObject ? '}' : ']'))
        {
            return Fail(at);
        }

        close:
        at++;
        if (--level == 0)
        {
            return at;
        }

        isObject = (words[level >> 6] & (1UL << level)) != 0;
        goto next;
    }

    /// <summary>Passes over a string, number or word; sets <see cref="_hasEscapes"/> for a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* SkipScalar(byte* at)
    {
        if (at >= _end)
        {
            return Fail(at);
        }

        return *at switch
        {
            (byte)'"' => SkipString(at + 1),
            (byte)'t' => SkipWord(at, "true"u8),
            (byte)'f' => SkipWord(at, "false"u8),
            (byte)'n' => SkipWord(at, "null"u8),
            _ => SkipNumber(at),
        };
    }

    private byte* SkipWord(byte* at, ReadOnlySpan<byte> word) =>
        new ReadOnlySpan<byte>(at, (int)(_end - at)).StartsWith(word) ? at + word.Length : Fail(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte* SkipSpace(byte* at) => at < _end && *at <= ' ' ? SkipSpaces(at) : at;

    private readonly byte* SkipSpaces(byte* at)
    {
        while (at < _end && *at is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* SkipColon(byte* at)
    {
        at = SkipSpace(at);
        return at < _end && *at == ':' ? SkipSpace(at + 1) : Fail(at);
    }

    /// <summary>From behind the opening quote to behind the closing one; sets <see cref="_hasEscapes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* SkipString(byte* at)
    {
        _hasEscapes = false;
        if (_end - at >= Vector128<byte>.Count)
        {
            var special = Special(Vector128.Load(at));
            if (special != 0)
            {
                var found = at + BitOperations.TrailingZeroCount(special);
                if (*found == '"')
                {
                    return found + 1;
                }
            }
        }

        return SkipLongString(at);
    }

    private byte* SkipLongString(byte* at)
    {
        while (_end - at >= Vector128<byte>.Count)
        {
            var special = Special(Vector128.Load(at));
            if (special != 0)
            {
                at += BitOperations.TrailingZeroCount(special);
                return *at == '"' ? at + 1 : SkipStringSlowly(at);
            }

            at += Vector128<byte>.Count;
        }

        return SkipStringSlowly(at);
    }

    /// <summary>As <see cref="SkipString"/>, and sets <see cref="_hasDots"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* SkipName(byte* at)
    {
        if (_end - at >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Load(at);
            var special = Special(bytes);
            if (special != 0)
            {
                var found = at + BitOperations.TrailingZeroCount(special);
                if (*found == '"')
                {
                    var dots = Vector128.Equals(bytes, Vector128.Create((byte)'.')).ExtractMostSignificantBits();
                    _hasEscapes = false;
                    _hasDots = (dots & (special - 1) & ~special) != 0;
                    return found + 1;
                }
            }
        }

        var end = SkipString(at);
        _hasDots = end is not null && new ReadOnlySpan<byte>(at, (int)(end - at) - 1).Contains((byte)'.');
        return end;
    }

    /// <summary>One bit for each byte at which a string may end or must be looked at: quotes, backslashes and control characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special(Vector128<byte> bytes)
    {
        var special =
            Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes);
        return special.ExtractMostSignificantBits();
    }

    private byte* SkipStringSlowly(byte* at)
    {
        for (; at < _end; at++)
        {
            switch (*at)
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\':
                    _hasEscapes = true;
                    at++;
                    if (at < _end && *at == 'u' && _end - at > 4 && IsHex(at[1]) && IsHex(at[2]) && IsHex(at[3]) && IsHex(at[4]))
                    {
                        at += 4;
                        break;
                    }

                    if (at >= _end || !"\"\\/bfnrt"u8.Contains(*at))
                    {
                        return Fail(at, "There is an escape in the event that JSON does not know.");
                    }

                    break;
                case < (byte)' ':
                    return Fail(at, "There is a control character in a string of the event.");
                default:
                    break;
            }
        }

        return Fail(at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* SkipNumber(byte* at)
    {
        if (*at == '-')
        {
            at++;
        }

        if (at < _end && *at == '0')
        {
            at++;
        }
        else
        {
            at = SkipDigits(at);
        }

        if (at is not null && at < _end && *at == '.')
        {
            at = SkipDigits(at + 1);
        }

        return at is not null && at < _end && (*at | 0x20) == 'e' ? SkipExponent(at + 1) : at;
    }

    private byte* SkipExponent(byte* at)
    {
        if (at < _end && *at is (byte)'+' or (byte)'-')
        {
            at++;
        }

        return SkipDigits(at);
    }

    /// <summary>Passes over at least one digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* SkipDigits(byte* at)
    {
        if (_end - at >= Vector128<byte>.Count)
        {
            // Below '0' wraps around to above nine.
            var digits = Vector128.Load(at) - Vector128.Create((byte)'0');
            var areDigits = Vector128
                .Equals(Vector128.Min(digits, Vector128.Create((byte)9)), digits)
                .ExtractMostSignificantBits();
            if (areDigits != ushort.MaxValue)
            {
                return (areDigits & 1) != 0 ? at + BitOperations.TrailingZeroCount(~areDigits) : Fail(at);
            }
        }

        return SkipDigitsSlowly(at);
    }

    private byte* SkipDigitsSlowly(byte* at)
    {
        var start = at;
        while (at < _end && (uint)(*at - '0') <= 9)
        {
            at++;
        }

        return at > start ? at : Fail(at);
    }

    private static bool IsHex(byte c) => char.IsAsciiHexDigit((char)c);
}
