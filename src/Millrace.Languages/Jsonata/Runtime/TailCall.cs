using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A call that a function leaves to its caller because nothing is left to do after it.</summary>
internal sealed record TailCall(JsonValue Function, JsonValue[] Arguments, int Position, string? Name);
