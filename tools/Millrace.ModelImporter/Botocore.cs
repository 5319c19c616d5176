using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Millrace.ModelImporter;

/// <summary>A botocore package on disk: the API definitions an installed AWS SDK carries.</summary>
public sealed partial class Botocore
{
    private readonly string _folder;

    private Botocore(string folder, string version)
    {
        _folder = folder;
        Version = version;
    }

    /// <summary>The package's version, for example <c>1.43.11</c>; each model says which one it came from.</summary>
    public string Version { get; }

    /// <summary>The package that <c>python3</c> imports.</summary>
    /// <exception cref="ImportException">There is no python3, or it has no botocore.</exception>
    public static Botocore Installed()
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import botocore, os; print(os.path.dirname(botocore.__file__))");
        try
        {
            using var python = Process.Start(start) ?? throw new ImportException("python3 did not start.");
            var folder = python.StandardOutput.ReadToEnd().Trim();
            python.WaitForExit();
            return python.ExitCode == 0
                ? At(folder)
                : throw new ImportException("python3 has no botocore: install it, or name its folder with --botocore.");
        }
        catch (Win32Exception)
        {
            throw new ImportException("There is no python3 to ask for botocore: name its folder with --botocore.");
        }
    }

    /// <summary>The package in <paramref name="folder"/>, the one that holds <c>data/</c> and <c>__init__.py</c>.</summary>
    /// <exception cref="ImportException">The folder holds no botocore.</exception>
    public static Botocore At(string folder)
    {
        var init = Path.Combine(folder, "__init__.py");
        var version = File.Exists(init) ? VersionLine().Match(File.ReadAllText(init)) : Match.Empty;
        return version.Success
            ? new Botocore(folder, version.Groups["version"].Value)
            : throw new ImportException($"{folder} is not a botocore package: it has no __init__.py that states a version.");
    }

    /// <summary>The compact model of one service, from the newest API version the package has of it.</summary>
    /// <exception cref="ImportException">The package does not know the service.</exception>
    public JsonObject Import(string service)
    {
        var folder = Path.Combine(_folder, "data", service);
        var newest = Directory.Exists(folder) ? Directory.GetDirectories(folder).Max(StringComparer.Ordinal) : null;
        if (newest is null)
        {
            throw new ImportException($"botocore {Version} has no service '{service}'.");
        }

        using var file = File.OpenRead(Path.Combine(newest, "service-2.json.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        var definition = JsonNode.Parse(text)?.AsObject() ?? throw new ImportException($"{newest} holds no definition.");
        return ModelCompactor.Compact(definition, service, Version);
    }

    [GeneratedRegex(@"^__version__\s*=\s*['""](?<version>[^'""]+)['""]", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
