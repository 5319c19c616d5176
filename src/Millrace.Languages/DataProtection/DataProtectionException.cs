namespace Millrace.Languages.DataProtection;

/// <summary>Carries a reason out of the parser; never leaves <see cref="DataProtectionPolicy.TryParse"/>.</summary>
internal sealed class DataProtectionException(string message) : Exception(message);
