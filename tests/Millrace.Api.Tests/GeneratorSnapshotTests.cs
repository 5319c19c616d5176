using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Millrace.Api.Generator;
using Millrace.TestSupport;

namespace Millrace.Api.Tests;

public class GeneratorSnapshotTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Millrace.Api.Tests", "Parcels");

    [Fact]
    public void The_code_of_a_small_service_is_the_code_that_was_read_and_approved()
    {
        var result = Run(Read("parcels.json"), Read("parcels.quirks.json"));
        Assert.Empty(result.Diagnostics);

        var text = new StringBuilder();
        foreach (var source in result.GeneratedTrees.OrderBy(tree => Path.GetFileName(tree.FilePath), StringComparer.Ordinal))
        {
            text.Append("==== ")
                .Append(Path.GetFileName(source.FilePath))
                .Append('\n')
                .Append(source.GetText(TestContext.Current.CancellationToken));
        }

        var actual = text.ToString();
        var approved = Path.Combine(Folder, "parcels.expected.txt");
        var written = Path.Combine(AppContext.BaseDirectory, "parcels.actual.txt");
        File.WriteAllText(written, actual);
        Assert.True(
            File.Exists(approved) && File.ReadAllText(approved) == actual,
            $"The generated code differs from {approved}. Read the difference; if it is meant, copy {written} over it."
        );
    }

    [Fact]
    public void The_same_files_give_nothing_new_to_generate()
    {
        var driver = CSharpGeneratorDriver
            .Create(
                [new ApiGenerator().AsSourceGenerator()],
                Texts(Read("parcels.json"), Read("parcels.quirks.json")),
                null,
                null,
                Tracked
            )
            .RunGenerators(EmptyCompilation(), TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(EmptyCompilation(), TestContext.Current.CancellationToken);
        var outputs = driver
            .GetRunResult()
            .Results.Single()
            .TrackedOutputSteps.SelectMany(step => step.Value)
            .SelectMany(run => run.Outputs);
        Assert.All(
            outputs,
            output =>
                Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged })
        );
    }

    [Theory]
    [InlineData("{", "{}", "Unexpected JSON at offset 1")]
    [InlineData("""{"metadata":{}}""", "{}", "The model has no \"service\"")]
    [InlineData("""{"service":"x","operations":{"A":{"input":"Gone"}},"shapes":{}}""", "{}", "The model has no shape 'Gone'")]
    [InlineData("""{"service":"x"}""", """{"utf-8":[]}""", "There is no quirk called 'utf-8'")]
    [InlineData("""{"service":"x"}""", """{"errors":{"E":{"status":"404"}}}""", "There is no quirk called 'status'")]
    [InlineData("""{"service":"x","shapes":{"A":{"type":"structure"}}}""", """{"utf8":["A.Gone"]}""", "The quirks name 'A.Gone'")]
    [InlineData(
        """{"service":"x","shapes":{"A":{"type":"structure"}}}""",
        """{"optional":["A.Gone"]}""",
        "The quirks name 'A.Gone'"
    )]
    [InlineData(
        """{"service":"x","operations":{"A":{"input":"I"}},"shapes":{"I":{"type":"structure","members":{"P":"P"}},"P":{"type":"string","pattern":"("}}}""",
        "{}",
        "The pattern of 'P' is not one .NET understands"
    )]
    [InlineData(
        """{"service":"x","operations":{"A":{"input":"I"}},"shapes":{"I":{"type":"structure","members":{"P":"P"}},"P":{"type":"quark"}}}""",
        "{}",
        "Shape 'P' has the unknown type 'quark'"
    )]
    public void A_model_that_cannot_be_understood_is_a_build_error_that_says_why(string model, string quirks, string reason)
    {
        var diagnostic = Assert.Single(Run(model, quirks).Diagnostics);
        Assert.Equal("MILL001", diagnostic.Id);
        Assert.Contains(reason, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static GeneratorDriverOptions Tracked { get; } =
        new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static CSharpCompilation EmptyCompilation() => CSharpCompilation.Create("Empty");

    private static AdditionalText[] Texts(string model, string quirks) =>
        [new MemoryText("models/parcels.json", model), new MemoryText("models/parcels.quirks.json", quirks)];

    private static GeneratorDriverRunResult Run(string model, string quirks) =>
        CSharpGeneratorDriver
            .Create([new ApiGenerator().AsSourceGenerator()], Texts(model, quirks))
            .RunGenerators(EmptyCompilation(), TestContext.Current.CancellationToken)
            .GetRunResult();

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
