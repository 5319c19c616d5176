namespace Millrace.Languages.StatesLanguage;

/// <summary>What reading a definition gave: the definition, or what is wrong with it.</summary>
public sealed class ValidationResult
{
    internal ValidationResult(StateMachineDefinition? definition, IReadOnlyList<Diagnostic> diagnostics, bool truncated)
    {
        Definition = definition;
        Diagnostics = diagnostics;
        Truncated = truncated;
    }

    /// <summary>The definition, ready to run; null when a diagnostic is an error.</summary>
    public StateMachineDefinition? Definition { get; }

    /// <summary>Errors in the order of the definition, then warnings; at most <see cref="Limits.DiagnosticsMax"/>.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether there were more diagnostics than are reported.</summary>
    public bool Truncated { get; }

    /// <summary>The message of CreateStateMachine's InvalidDefinition; null for a valid definition.</summary>
    public string? InvalidDefinitionMessage =>
        Definition is not null
            ? null
            : $"Invalid State Machine Definition: '{string.Join(", ", Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}'";
}
