namespace Millrace.ModelImporter;

/// <summary>A definition is missing or is not what the importer understands; the message says which and what to do.</summary>
public sealed class ImportException(string message) : Exception(message);
