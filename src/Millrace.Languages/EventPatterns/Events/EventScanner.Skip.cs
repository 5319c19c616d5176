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
    [SkipLocalsInit]
    private bool SkipValue()
    {
        if (_at < _end && *_at is not ((byte)'{' or (byte)'['))
        {
            return SkipScalar();
        }

        ContainerBits containers;
        Unsafe.SkipInit(out containers);
        var words = MemoryMarshal.CreateSpan(ref Unsafe.As<ContainerBits, ulong>(ref containers), ContainerWords);
        var level = 0;
        var isObject = false;

        value:
        if (_at >= _end)
        {
            return false;
        }

        if (*_at is (byte)'{' or (byte)'[')
        {
            var word = level >> 6;
            var bit = 1UL << level;
            words[word] = isObject ? words[word] | bit : words[word] & ~bit;
            isObject = *_at++ == '{';
            if (++level + _depth > EventLimits.DepthMax)
            {
                return FailTooDeep();
            }

            SkipSpace();
            if (_at < _end && *_at == (isObject ? '}' : ']'))
            {
                goto close;
            }

            if (!isObject)
            {
                goto value;
            }

            goto name;
        }

        if (!SkipScalar())
        {
            return false;
        }

        next:
        SkipSpace();
        if (_at >= _end)
        {
            return false;
        }

        if (*_at == ',')
        {
            _at++;
            SkipSpace();
            if (!isObject)
            {
                goto value;
            }

            goto name;
        }

        if (*_at != (isObject ? '}' : ']'))
        {
            return false;
        }

        close:
        _at++;
        if (--level == 0)
        {
            return true;
        }

        isObject = (words[level >> 6] & (1UL << level)) != 0;
        goto next;

        name:
        if (_at >= _end || *_at != '"')
        {
            return false;
        }

        _at++;
        if (!SkipString() || !SkipColon())
        {
            return false;
        }

        goto value;
    }

    /// <summary>Passes over a string, number or word; sets <see cref="_hasEscapes"/> for a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipScalar()
    {
        if (_at >= _end)
        {
            return false;
        }

        switch (*_at)
        {
            case (byte)'"':
                _at++;
                return SkipString();
            case (byte)'t':
                return SkipWord("true"u8);
            case (byte)'f':
                return SkipWord("false"u8);
            case (byte)'n':
                return SkipWord("null"u8);
            default:
                return SkipNumber();
        }
    }

    private bool SkipWord(ReadOnlySpan<byte> word)
    {
        if (!new ReadOnlySpan<byte>(_at, (int)(_end - _at)).StartsWith(word))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipSpace()
    {
        if (_at < _end && *_at <= ' ')
        {
            SkipSpaces();
        }
    }

    private void SkipSpaces()
    {
        while (_at < _end && *_at is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipColon()
    {
        SkipSpace();
        if (_at >= _end || *_at != ':')
        {
            return false;
        }

        _at++;
        SkipSpace();
        return true;
    }

    /// <summary>From behind the opening quote to behind the closing one.</summary>
    private bool SkipString()
    {
        _hasEscapes = false;
        var at = _at;
        while (_end - at >= Vector128<byte>.Count)
        {
            var special = Special(Vector128.Load(at)).ExtractMostSignificantBits();
            if (special == 0)
            {
                at += Vector128<byte>.Count;
                continue;
            }

            at += BitOperations.TrailingZeroCount(special);
            if (*at == '"')
            {
                _at = at + 1;
                return true;
            }

            break;
        }

        return SkipStringSlowly(at);
    }

    /// <summary>As <see cref="SkipString"/>, and sets <see cref="_hasDots"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipName()
    {
        if (_end - _at >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Load(_at);
            var special = Special(bytes).ExtractMostSignificantBits();
            if (special != 0)
            {
                var length = BitOperations.TrailingZeroCount(special);
                if (_at[length] == '"')
                {
                    _hasEscapes = false;
                    var dots = Vector128.Equals(bytes, Vector128.Create((byte)'.')).ExtractMostSignificantBits();
                    _hasDots = (dots & (special - 1) & ~special) != 0;
                    _at += length + 1;
                    return true;
                }
            }
        }

        var start = _at;
        if (!SkipString())
        {
            return false;
        }

        _hasDots = new ReadOnlySpan<byte>(start, (int)(_at - start) - 1).Contains((byte)'.');
        return true;
    }

    /// <summary>The bytes at which a string may end or must be looked at: quotes, backslashes and control characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Special(Vector128<byte> bytes)
    {
        var controlMax = Vector128.Create((byte)0x1F);
        return Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.Equals(Vector128.Min(bytes, controlMax), bytes);
    }

    private bool SkipStringSlowly(byte* at)
    {
        for (; at < _end; at++)
        {
            switch (*at)
            {
                case (byte)'"':
                    _at = at + 1;
                    return true;
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
                        _at = at;
                        return Fail("There is an escape in the event that JSON does not know.");
                    }

                    break;
                case < (byte)' ':
                    _at = at;
                    return Fail("There is a control character in a string of the event.");
                default:
                    break;
            }
        }

        _at = at;
        return false;
    }

    private bool SkipNumber()
    {
        var at = _at;
        if (*at == '-')
        {
            at++;
        }

        if (at < _end && *at == '0')
        {
            at++;
        }
        else if (!SkipDigits(ref at))
        {
            return false;
        }

        if (at < _end && *at == '.')
        {
            at++;
            if (!SkipDigits(ref at))
            {
                return false;
            }
        }

        if (at < _end && (*at | 0x20) == 'e')
        {
            at++;
            if (at < _end && *at is (byte)'+' or (byte)'-')
            {
                at++;
            }

            if (!SkipDigits(ref at))
            {
                return false;
            }
        }

        _at = at;
        return true;
    }

    /// <summary>Passes over at least one digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipDigits(ref byte* at)
    {
        var start = at;
        while (_end - at >= Vector128<byte>.Count)
        {
            // Below '0' wraps around to above nine.
            var digits = Vector128.Load(at) - Vector128.Create((byte)'0');
            var others = (
                ~Vector128.Equals(Vector128.Min(digits, Vector128.Create((byte)9)), digits)
            ).ExtractMostSignificantBits();
            at += others == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(others);
            if (others != 0)
            {
                return at > start;
            }
        }

        while (at < _end && (uint)(*at - '0') <= 9)
        {
            at++;
        }

        return at > start;
    }

    private static bool IsHex(byte c) => char.IsAsciiHexDigit((char)c);
}
