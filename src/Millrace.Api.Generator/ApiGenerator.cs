using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Millrace.Api.Generator.Emit;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator;

/// <summary>Turns each <c>models/SERVICE.json</c>, with <c>SERVICE.quirks.json</c> beside it, into the namespace <c>Millrace.Api.Service</c>.</summary>
/// <remarks>
/// Per service: a class per structure, a class of constants per enum, <c>ServiceErrors</c> and <c>ServiceModel</c>. A file that
/// cannot be read is the build error MILL001, which names it.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ApiGenerator : IIncrementalGenerator
{
    private const string QuirksSuffix = ".quirks.json";

#pragma warning disable RS2008 // The generator is no package of its own, so it keeps no list of released diagnostics.
    private static readonly DiagnosticDescriptor UnreadableModel = new(
        "MILL001",
        "A model cannot be read",
        "{0}: {1}",
        "Millrace.Api",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );
#pragma warning restore RS2008

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal))
            .Select(
                (file, cancellation) => (Name: Path.GetFileName(file.Path), Text: file.GetText(cancellation)?.ToString() ?? "")
            );
        var models = files.Where(file => !file.Name.EndsWith(QuirksSuffix, StringComparison.Ordinal));
        var quirks = files.Where(file => file.Name.EndsWith(QuirksSuffix, StringComparison.Ordinal)).Collect();
        var services = models
            .Combine(quirks)
            .Select((pair, _) => (pair.Left.Name, Model: pair.Left.Text, Quirks: QuirksOf(pair.Left.Name, pair.Right)));
        context.RegisterSourceOutput(
            services,
            (output, service) => Generate(output, service.Name, service.Model, service.Quirks)
        );
    }

    private static string? QuirksOf(string model, ImmutableArray<(string Name, string Text)> quirks)
    {
        var name = Path.GetFileNameWithoutExtension(model) + QuirksSuffix;
        return quirks.FirstOrDefault(file => file.Name == name).Text;
    }

    private static void Generate(SourceProductionContext output, string file, string model, string? quirks)
    {
        try
        {
            var service = new ServiceDefinition(model, quirks);
            var types = new TypeEmitter(service);
            var constraints = new ConstraintEmitter(service);
            var structures = new StructureEmitter(service, types, constraints);
            var enums = new EnumEmitter(service);
            var errors = new ErrorEmitter(service);
            foreach (var structure in service.Structures())
            {
                Add(structure.Name, structures.Emit(structure));
            }

            foreach (var shape in service.Enums())
            {
                Add(shape.Name, enums.Emit(shape));
            }

            Add(types.CollectionsClass, new CollectionEmitter(service, types).Emit());
            Add(errors.ClassName, errors.Emit());
            Add(service.Prefix + "Model", new ServiceModelEmitter(service, errors).Emit());
            if (constraints.EmitConstraints(service.Constrainable()) is { } constraintsClass)
            {
                Add(service.Prefix + "Constraints", constraintsClass);
            }

            void Add(string name, string code) =>
                output.AddSource($"{service.Prefix}.{name}.g.cs", SourceText.From(code, Encoding.UTF8));
        }
        catch (FormatException exception)
        {
            output.ReportDiagnostic(Diagnostic.Create(UnreadableModel, Location.None, file, exception.Message));
        }
    }
}
