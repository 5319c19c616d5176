using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Millrace.Languages.Json;

/// <summary>One JSON value, or none: the value model the workflow languages share.</summary>
/// <remarks>
/// Sixteen bytes, passed in registers. Immutable, as is everything it refers to, so it may be shared between threads.
/// <para>Numbers are IEEE doubles that keep their source text where JavaScript would print them differently
/// (<see cref="NumberText"/>), so an integer beyond 2^53 and a <c>1.0</c> can leave as they came.</para>
/// <para>An accessor for the wrong kind throws <see cref="InvalidOperationException"/>: ask <see cref="Kind"/> first.</para>
/// </remarks>
public readonly struct JsonValue : IEquatable<JsonValue>
{
    // A number: _reference is a JsonNumberText and _bits the double. Anything else: _bits is the kind (with the truth of
    // a Boolean above it) and _reference the string, array, object or function.
    private const long TrueBit = 0x100;

    private readonly object? _reference;
    private readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsonValue(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    public static JsonValue Undefined => default;

    public static JsonValue Null => new(null, (long)JsonKind.Null);

    public static JsonValue True => new(null, (long)JsonKind.Boolean | TrueBit);

    public static JsonValue False => new(null, (long)JsonKind.Boolean);

    public JsonKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is JsonNumberText ? JsonKind.Number : (JsonKind)(_bits & 0xFF);
    }

    public bool IsUndefined
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is null && _bits == 0;
    }

    public bool IsNull => _reference is null && _bits == (long)JsonKind.Null;

    public bool IsBoolean => Kind == JsonKind.Boolean;

    public bool IsTrue => _reference is null && _bits == ((long)JsonKind.Boolean | TrueBit);

    public bool IsFalse => _reference is null && _bits == (long)JsonKind.Boolean;

    public bool IsNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is JsonNumberText;
    }

    public bool IsString
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is string;
    }

    public bool IsArray
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Kind == JsonKind.Array;
    }

    public bool IsObject
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _reference is JsonObject;
    }

    public bool IsFunction => Kind == JsonKind.Function;

    /// <summary>The text a number was read from, when JavaScript would print the number differently; otherwise null.</summary>
    public string? NumberText => _reference is JsonNumberText number ? number.Text : null;

    /// <summary>The member of that name, or undefined when there is none or this is not an object.</summary>
    public JsonValue this[string name] => _reference is JsonObject members ? members[name] : default;

    /// <summary>The item at that position from 0, or undefined when there is none or this is not an array.</summary>
    public JsonValue this[int index] => IsArray && (uint)index < (uint)AsArray().Count ? AsArray()[index] : default;

    public static JsonValue FromBoolean(bool value) => value ? True : False;

    public static JsonValue FromNumber(double value) => new(JsonNumberText.None, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A whole number, which stays exact also beyond 2^53.</summary>
    public static JsonValue FromNumber(long value)
    {
        const long exact = 1L << 53;
        return value is >= -exact and <= exact
            ? FromNumber((double)value)
            : FromNumber(value, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A number with the text it is to be known by; the text must be a JSON number of that value.</summary>
    public static JsonValue FromNumber(double value, string text) =>
        new(new JsonNumberText(text), BitConverter.DoubleToInt64Bits(value));

    public static JsonValue FromString(string value) => new(value, (long)JsonKind.String);

    public static JsonValue FromArray(JsonArray value) => new(value, (long)JsonKind.Array);

    public static JsonValue FromArray(params ReadOnlySpan<JsonValue> items) => FromArray(JsonArray.Of(items));

    public static JsonValue FromObject(JsonObject value) => new(value, (long)JsonKind.Object);

    public static JsonValue FromFunction(object value) => new(value, (long)JsonKind.Function);

    public static implicit operator JsonValue(bool value) => FromBoolean(value);

    public static implicit operator JsonValue(double value) => FromNumber(value);

    public static implicit operator JsonValue(long value) => FromNumber(value);

    public static implicit operator JsonValue(int value) => FromNumber((double)value);

    public static implicit operator JsonValue(string? value) => value is null ? Null : FromString(value);

    public static implicit operator JsonValue(JsonArray value) => FromArray(value);

    public static implicit operator JsonValue(JsonObject value) => FromObject(value);

    public static bool operator ==(JsonValue left, JsonValue right) => left.Equals(right);

    public static bool operator !=(JsonValue left, JsonValue right) => !left.Equals(right);

    /// <summary>Reads one JSON value and nothing after it but white space (RFC 8259).</summary>
    /// <remarks>
    /// A repeated member keeps its first position and its last value. Escaped lone surrogates are kept.
    /// <para>Errors: <see cref="JsonFormatException"/> for a text that is not JSON, is not UTF-8 or exceeds the limits.</para>
    /// </remarks>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8, JsonLimits? limits = null) =>
        new JsonReader(utf8, limits ?? JsonLimits.Default).ReadDocument();

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, JsonLimits?)"/>
    public static JsonValue Parse(string text, JsonLimits? limits = null) => Parse(Encoding.UTF8.GetBytes(text), limits);

    /// <summary>The number as a double; its text, where it has one, may say more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double AsNumber() => IsNumber ? BitConverter.Int64BitsToDouble(_bits) : throw Wrong(JsonKind.Number);

    public bool AsBoolean() => IsBoolean ? (_bits & TrueBit) != 0 : throw Wrong(JsonKind.Boolean);

    public string AsString() => _reference as string ?? throw Wrong(JsonKind.String);

    // The kind is the proof: what it says is what the factory put there, so no second type check is paid for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonArray AsArray() => IsArray ? Unsafe.As<JsonArray>(_reference!) : throw Wrong(JsonKind.Array);

    public JsonObject AsObject() => _reference as JsonObject ?? throw Wrong(JsonKind.Object);

    public object AsFunction() => IsFunction ? _reference! : throw Wrong(JsonKind.Function);

    /// <summary>Whether this is a whole number of 64 bits, exactly: by its text where it has one.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (!IsNumber)
        {
            return false;
        }

        if (NumberText is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var number = AsNumber();
        if (Math.Floor(number) != number || number is < -9.2233720368547758E+18 or >= 9.2233720368547758E+18)
        {
            return false;
        }

        value = (long)number;
        return true;
    }

    /// <summary>Writes compact JSON as UTF-8, escaping only what must be escaped.</summary>
    /// <remarks>
    /// Undefined and functions are left out of objects and are null elsewhere, as in JavaScript.
    /// <para>Errors: <see cref="JsonFormatException"/> when nested deeper than the limits allow.</para>
    /// </remarks>
    public void WriteTo(
        IBufferWriter<byte> output,
        JsonNumberStyle numbers = JsonNumberStyle.JavaScript,
        JsonLimits? limits = null
    )
    {
        using var writer = new JsonTextWriter(numbers, limits ?? JsonLimits.Default);
        writer.WriteTo(output, this);
    }

    /// <summary>The compact JSON text. Remarks as for <see cref="WriteTo"/>.</summary>
    public string ToJson(JsonNumberStyle numbers = JsonNumberStyle.JavaScript, JsonLimits? limits = null)
    {
        using var writer = new JsonTextWriter(numbers, limits ?? JsonLimits.Default);
        return writer.ToText(this);
    }

    /// <summary>JSON for people who debug; undefined says so. Program code calls <see cref="ToJson"/>.</summary>
    public override string ToString() =>
        Kind switch
        {
            JsonKind.Undefined => "undefined",
            JsonKind.Function => "function",
            _ => ToJson(),
        };

    /// <summary>Deep equality: numbers by their double, members in any order, functions by identity.</summary>
    public bool Equals(JsonValue other) => JsonEquality.Equals(this, other);

    public override bool Equals(object? obj) => obj is JsonValue other && Equals(other);

    public override int GetHashCode() => JsonEquality.Hash(this);

    private InvalidOperationException Wrong(JsonKind wanted) => new($"A JSON value of kind {Kind} was read as {wanted}.");
}
