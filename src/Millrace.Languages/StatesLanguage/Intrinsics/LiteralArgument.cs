using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary><c>'text'</c>, <c>1.5</c>, <c>true</c>, <c>null</c>.</summary>
/// <param name="value">The value, escapes resolved.</param>
/// <param name="raw">The text between the quotes as written, when the literal is one.</param>
internal sealed class LiteralArgument(JsonValue value, string? raw = null) : IntrinsicArgument
{
    public override JsonValue Evaluate(IntrinsicScope scope) => value;

    public override JsonValue EvaluateTemplate(IntrinsicScope scope) => raw ?? value;
}
