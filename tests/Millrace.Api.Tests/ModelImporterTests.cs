using Millrace.ModelImporter;
using Millrace.TestSupport;

namespace Millrace.Api.Tests;

public class ModelImporterTests
{
    public static TheoryData<string> Services { get; } =
    [
        .. Directory
            .GetFiles(Models, "*.json")
            .Where(path => !path.EndsWith(".quirks.json", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path)),
    ];

    private static string Models => Path.Combine(Repository.Root, "models");

    [Theory]
    [MemberData(nameof(Services))]
    public void A_committed_model_equals_a_fresh_import_of_the_same_version(string service)
    {
        var committed = File.ReadAllText(Path.Combine(Models, service + ".json"));
        var botocore = Installed();
        Assert.SkipUnless(
            committed.Contains($"\"botocore {botocore.Version}\"", StringComparison.Ordinal),
            $"The model came from another botocore than the installed {botocore.Version}."
        );
        Assert.Equal(ModelWriter.Write(botocore.Import(service)), committed);
    }

    [Fact]
    public void No_prose_survives_the_import()
    {
        var model = ModelWriter.Write(Installed().Import("sqs"));
        Assert.DoesNotContain("documentation", model);
        Assert.DoesNotContain("<p>", model);
    }

    [Fact]
    public void A_wrong_command_line_is_told_how_to_be_right()
    {
        var errors = new StringWriter();
        Assert.Equal(2, ImportCommand.Run([], TextWriter.Null, errors));
        Assert.Equal(2, ImportCommand.Run(["sqs", "--output"], TextWriter.Null, errors));
        Assert.Contains("usage:", errors.ToString());
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var errors = new StringWriter();
        Assert.Equal(1, ImportCommand.Run(["sqs", "--botocore", "/nowhere", "--output", Models], TextWriter.Null, errors));
        Assert.Contains("/nowhere is not a botocore package", errors.ToString());
        Assert.Equal(1, ImportCommand.Run(["sqs", "--output", "/nowhere"], TextWriter.Null, errors));
        Assert.Contains("There is no folder /nowhere", errors.ToString());
    }

    private static Botocore Installed()
    {
        try
        {
            return Botocore.Installed();
        }
        catch (ImportException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }
}
