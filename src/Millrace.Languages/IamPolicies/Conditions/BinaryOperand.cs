namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>Bytes, in base64 on both sides.</summary>
internal sealed class BinaryOperand(string text) : Operand
{
    private readonly byte[] _bytes = Read(text) ?? throw new MalformedPolicyException($"'{text}' is not base64.");

    public override bool Matches(string value, IRequestContext context) =>
        Read(value) is { } bytes && bytes.AsSpan().SequenceEqual(_bytes);

    private static byte[]? Read(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
