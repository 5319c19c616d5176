namespace Millrace.Wire.Codecs;

/// <summary>One decoded parameter; both parts are valid UTF-8.</summary>
internal readonly record struct QueryParameter(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value);
