namespace Millrace.Languages.JsonPath;

/// <summary>Why a path gave no value.</summary>
/// <param name="Code">The kind of mistake, for programs.</param>
/// <param name="Message">
/// The text AWS shows after "Invalid path '…' : ", which is that of the Java library it uses (Jayway JsonPath 2.0).
/// </param>
public sealed record JsonPathError(JsonPathErrorCode Code, string Message);
