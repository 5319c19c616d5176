namespace Millrace.Languages.StatesLanguage;

/// <summary>How bad a <see cref="Diagnostic"/> is.</summary>
public enum DiagnosticSeverity
{
    Error,
    Warning,
}
