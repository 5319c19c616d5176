namespace Millrace.Languages.StatesLanguage;

/// <summary>Collects the diagnostics of one definition: the first ones of each severity, so that warnings never hide an error.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];

    public bool HasErrors => _errors.Count > 0;

    /// <summary>Whether there were more than are kept.</summary>
    public bool Truncated { get; private set; }

    public void Schema(string location, string message) => Error(DiagnosticCodes.SchemaValidationFailed, message, location);

    public void Error(string code, string message, string? location) =>
        Add(_errors, new Diagnostic(DiagnosticSeverity.Error, code, message, location));

    public void Warning(string code, string message, string location) =>
        Add(_warnings, new Diagnostic(DiagnosticSeverity.Warning, code, message, location));

    /// <summary>The errors in the order of the definition, then the warnings; at most <see cref="Limits.DiagnosticsMax"/>.</summary>
    public IReadOnlyList<Diagnostic> Build()
    {
        Truncated |= _errors.Count + _warnings.Count > Limits.DiagnosticsMax;
        return [.. _errors.Concat(_warnings).Take(Limits.DiagnosticsMax)];
    }

    private void Add(List<Diagnostic> diagnostics, Diagnostic diagnostic)
    {
        if (diagnostics.Count < Limits.DiagnosticsMax)
        {
            diagnostics.Add(diagnostic);
        }
        else
        {
            Truncated = true;
        }
    }
}
