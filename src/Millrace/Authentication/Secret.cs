using System.Collections;

namespace Millrace.Authentication;

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

    /// <summary>The variable it came from; null when it came from elsewhere.</summary>
    public string? Environment { get; }

    /// <summary>The file it came from; null when it came from elsewhere.</summary>
    public string? File { get; }

    public static Secret Of(string value) => new(value, null, null);

    /// <exception cref="OptionsException">There is no such variable.</exception>
    public static Secret FromEnvironment(string name, IDictionary environment) =>
        environment[name] is string { Length: > 0 } value
            ? new Secret(value, name, null)
            : throw new OptionsException($"MR1003: the environment variable {name}, which is to hold a secret, is not set.");

    /// <summary>Reads a file; a line end at its end is not part of the secret.</summary>
    /// <exception cref="OptionsException">The file cannot be read, or is empty.</exception>
    public static Secret FromFile(string path)
    {
        try
        {
            var value = System.IO.File.ReadAllText(path).TrimEnd('\r', '\n');
            return value.Length > 0
                ? new Secret(value, null, path)
                : throw new OptionsException($"MR1003: the file {path}, which is to hold a secret, is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException(
                $"MR1003: the file {path}, which is to hold a secret, cannot be read: {failure.Message}",
                failure
            );
        }
    }

    /// <summary>The text itself; for comparing and signing, never for showing.</summary>
    public string Reveal() => _value;

    /// <summary>Where it came from.</summary>
    public override string ToString() =>
        this switch
        {
            { Environment: { } name } => $"(environment {name})",
            { File: { } path } => $"(file {path})",
            _ => "(secret)",
        };
}
