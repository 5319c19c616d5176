namespace Millrace.Languages.DataProtection;

/// <summary>Sensitive data of one kind in one text.</summary>
/// <param name="Identifier">The name of the identifier that found it, without its ARN.</param>
/// <param name="Detections">Where it is, in order.</param>
public sealed record Finding(string Identifier, IReadOnlyList<Detection> Detections);
