using System;
using System.Collections.Generic;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>One static class of constants per enum; values stay texts, because AWS adds to its enums.</summary>
internal sealed class EnumEmitter(ServiceDefinition service)
{
    public string Emit(ShapeDefinition shape)
    {
        var code = new CodeWriter();
        code.Line($"namespace {service.Namespace};");
        code.Line();
        code.Line($"/// <summary>The values of {shape.Name}.</summary>");
        code.Open($"public static class {shape.Name}");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var value in shape.Enum)
        {
            var name = Names.Constant(value, shape.Name);
            while (!taken.Add(name))
            {
                name += "_";
            }

            names.Add(name);
            code.Line($"public const string {name} = {Names.Literal(value)};");
        }

        code.Line();
        code.Line("/// <summary>All of them, in the model's order.</summary>");
        code.Line(
            $"public static global::System.Collections.Generic.IReadOnlyList<string> Values {{ get; }} = [{string.Join(", ", names)}];"
        );
        code.Close();
        return code.ToString();
    }
}
