namespace Millrace.Languages.StatesLanguage;

/// <summary>One thing wrong, or doubtful, in a definition. Source: ValidateStateMachineDefinitionDiagnostic.</summary>
/// <param name="Severity">Only an ERROR keeps the definition from being used.</param>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Message">The text for people.</param>
/// <param name="Location">A path such as <c>/States/Name/Field</c>; null when the whole is to blame.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, string? Location)
{
    /// <summary>As CreateStateMachine writes it into its message; a missing location reads <c>null</c> there (seen on AWS).</summary>
    public override string ToString() => $"{Code}: {Message} at {Location ?? "null"}";
}
