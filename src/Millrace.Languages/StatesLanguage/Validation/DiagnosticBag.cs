namespace Millrace.Languages.StatesLanguage;

/// <summary>Collects the diagnostics of one definition.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];

    public bool HasErrors { get; private set; }

    public bool Truncated { get; private set; }

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public void Schema(string location, string message) => Error(DiagnosticCodes.SchemaValidationFailed, message, location);

    public void Error(string code, string message, string? location)
    {
        HasErrors = true;
        Add(new Diagnostic(DiagnosticSeverity.Error, code, message, location));
    }

    public void Warning(string code, string message, string location) =>
        Add(new Diagnostic(DiagnosticSeverity.Warning, code, message, location));

    private void Add(Diagnostic diagnostic)
    {
        if (_diagnostics.Count < Limits.DiagnosticsMax)
        {
            _diagnostics.Add(diagnostic);
        }
        else
        {
            Truncated = true;
        }
    }
}
