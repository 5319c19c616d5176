namespace Millrace.Outside;

/// <summary>A text that is never shown: given as it is, or by the name of an environment variable or file that holds it.</summary>
/// <remarks>In JSON a text, or an object of one name: <c>{"environment": "NAME"}</c>, <c>{"file": "path"}</c>. Written as where it came from, or as a word in its place.</remarks>
public sealed record Secret
{
    private readonly string _value;

    private Secret(string value, string? environment, string? file)
    {
        _value = value;
        Environment = environment;
        File = file;
    }

    /// <summary>There is none.</summary>
    public static Secret None { get; } = Of("");

    /// <summary>The variable it came from; null when it came from elsewhere.</summary>
    public string? Environment { get; }

    /// <summary>The file it came from; null when it came from elsewhere.</summary>
    public string? File { get; }

    public static Secret Of(string value) => new(value, null, null);

    /// <param name="value">What the variable holds.</param>
    /// <param name="name">Its name.</param>
    public static Secret FromEnvironment(string value, string name) => new(value, name, null);

    /// <param name="value">What the file holds.</param>
    /// <param name="path">Where it is.</param>
    public static Secret FromFile(string value, string path) => new(value, null, path);

    /// <summary>The text itself; for comparing and signing, never for showing.</summary>
    public string Reveal() => _value;

    /// <summary>Where it came from.</summary>
    public override string ToString() =>
        this switch
        {
            { Environment: { } name } => $"(environment {name})",
            { File: { } path } => $"(file {path})",
            { _value: "" } => "",
            _ => "(secret)",
        };
}
