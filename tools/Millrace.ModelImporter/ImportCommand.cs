namespace Millrace.ModelImporter;

/// <summary>The command line: which services to import, from which botocore, to which folder.</summary>
public static class ImportCommand
{
    private const string Usage = "usage: Millrace.ModelImporter SERVICE... [--botocore FOLDER] [--output FOLDER]";

    /// <summary>
    /// Writes <c>SERVICE.json</c> for each named service (botocore's folder names: <c>sqs</c>, <c>stepfunctions</c>).
    /// The botocore folder is the installed package's own unless given; the output folder is <c>models</c>.
    /// </summary>
    /// <returns>0 when every service was written, 2 for a wrong command line, 1 for anything that could not be read.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var services = new List<string>();
        string? botocore = null;
        var target = "models";
        for (var index = 0; index < arguments.Count; index++)
        {
            var isOption = arguments[index].StartsWith("--", StringComparison.Ordinal);
            if (!isOption)
            {
                services.Add(arguments[index]);
                continue;
            }

            var value = index + 1 < arguments.Count ? arguments[index + 1] : null;
            switch (arguments[index++])
            {
                case "--botocore" when value is not null:
                    botocore = value;
                    break;
                case "--output" when value is not null:
                    target = value;
                    break;
                default:
                    errors.WriteLine(Usage);
                    return 2;
            }
        }

        if (services.Count == 0)
        {
            errors.WriteLine(Usage);
            return 2;
        }

        if (!Directory.Exists(target))
        {
            errors.WriteLine(
                $"There is no folder {target} to write to: run in the repository's root, or name one with --output."
            );
            return 1;
        }

        try
        {
            var installation = botocore is null ? Botocore.Installed() : Botocore.At(botocore);
            foreach (var service in services)
            {
                var path = Path.Combine(target, service + ".json");
                File.WriteAllText(path, ModelWriter.Write(installation.Import(service)));
                output.WriteLine($"{path}: {service} from botocore {installation.Version}");
            }

            return 0;
        }
        catch (ImportException exception)
        {
            errors.WriteLine(exception.Message);
            return 1;
        }
    }
}
