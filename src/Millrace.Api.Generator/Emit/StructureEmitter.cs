using System.Collections.Generic;
using System.Linq;
using System.Text;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>One class per structure: properties, schema, reading, writing and checking.</summary>
internal sealed class StructureEmitter(ServiceDefinition service, TypeEmitter types, ConstraintEmitter constraints)
{
    private const string ReaderConstraint = "    where TReader : struct, global::Millrace.Api.IShapeReader, allows ref struct";
    private const string WriterConstraint = "    where TWriter : struct, global::Millrace.Api.IShapeWriter, allows ref struct";

    public string Emit(ShapeDefinition structure)
    {
        var members = MemberDefinition.Of(service, structure);
        var code = new CodeWriter();
        code.Line($"namespace {service.Namespace};");
        code.Line();
        code.Line($"/// <summary>The structure {structure.Name}.</summary>");
        code.Open($"public sealed class {structure.Name} : global::Millrace.Api.IShape<{structure.Name}>");
        foreach (var member in members)
        {
            code.Line($"public {types.TypeOf(member.Shape, member.IsUtf8)}? {member.PropertyName} {{ get; set; }}");
            code.Line();
        }

        Schema(code, structure, members);
        Read(code, structure, members);
        Write(code, structure, members);
        constraints.EmitCheck(code, structure, members);
        if (members.Length > 0)
        {
            Ordinals(code, "OrdinalOfJsonName", members.Select(member => member.JsonName));
            if (HasQueryNames(members))
            {
                Ordinals(code, "OrdinalOfQueryName", members.Select(member => member.QueryName));
            }

            Schemas(code, members);
        }

        code.Close();
        return code.ToString();
    }

    private static bool HasQueryNames(MemberDefinition[] members) => members.Any(member => member.QueryName != member.JsonName);

    private static string SchemaOf(MemberDefinition member) => $"Schemas.{member.PropertyName}Items";

    private static void Schema(CodeWriter code, ShapeDefinition structure, MemberDefinition[] members)
    {
        var list = string.Join(", ", members.Select(member => "Schemas." + member.PropertyName));
        code.Line("public static global::Millrace.Api.StructureSchema Schema { get; } =");
        code.Line($"    new({Names.Literal(structure.Name)}, [{list}]);");
        code.Line();
    }

    private void Read(CodeWriter code, ShapeDefinition structure, MemberDefinition[] members)
    {
        code.Line($"public static {structure.Name} Read<TReader>(ref TReader reader)");
        code.Open(ReaderConstraint);
        code.Line($"var shape = new {structure.Name}();");
        code.Line("reader.BeginStructure();");
        code.Open($"while (reader.NextMember(out {(members.Length == 0 ? "_" : "var name")}))");
        if (members.Length == 0)
        {
            code.Line("reader.SkipValue();");
        }
        else
        {
            var ordinal = HasQueryNames(members)
                ? "TReader.Naming == global::Millrace.Api.MemberNaming.Json ? OrdinalOfJsonName(name) : OrdinalOfQueryName(name)"
                : "OrdinalOfJsonName(name)";
            code.Open($"switch ({ordinal})");
            for (var index = 0; index < members.Length; index++)
            {
                var member = members[index];
                code.Line($"case {index}:");
                code.Line(
                    $"    shape.{member.PropertyName} = {types.Read(member.Shape, member.Reference, SchemaOf(member), member.IsUtf8)};"
                );
                code.Line("    break;");
            }

            code.Line("default:");
            code.Line("    reader.SkipValue();");
            code.Line("    break;");
            code.Close();
        }

        code.Close();
        code.Line();
        code.Line("return shape;");
        code.Close();
        code.Line();
    }

    private void Write(CodeWriter code, ShapeDefinition structure, MemberDefinition[] members)
    {
        code.Line($"public static void Write<TWriter>(ref TWriter writer, {structure.Name} value)");
        code.Open(WriterConstraint);
        code.Line("writer.BeginStructure();");
        for (var index = 0; index < members.Length; index++)
        {
            var member = members[index];
            var schema = "Schemas." + member.PropertyName;
            code.Open($"if (value.{member.PropertyName} is {{ }} member{index})");
            code.Line($"writer.BeginMember({schema});");
            code.Line(types.Write(member.Shape, member.Reference, $"member{index}", SchemaOf(member), member.IsUtf8));
            code.Line($"writer.EndMember({schema});");
            code.Close();
            code.Open("else if (TWriter.WritesAbsentMembers)");
            code.Line($"writer.WriteAbsent({schema});");
            code.Close();
            code.Line();
        }

        code.Line("writer.EndStructure();");
        code.Close();
        code.Line();
    }

    private static void Ordinals(CodeWriter code, string method, IEnumerable<string> names)
    {
        var byLength = names
            .Select((name, ordinal) => (Name: name, Ordinal: ordinal))
            .GroupBy(entry => Encoding.UTF8.GetByteCount(entry.Name))
            .OrderBy(group => group.Key);
        code.Open($"private static int {method}(global::System.ReadOnlySpan<byte> name)");
        code.Open("switch (name.Length)");
        foreach (var group in byLength)
        {
            code.Line($"case {group.Key}:");
            foreach (var (name, ordinal) in group)
            {
                code.Line(
                    $"    if (global::System.MemoryExtensions.SequenceEqual(name, {Names.Literal(name)}u8)) return {ordinal};"
                );
            }

            code.Line("    return -1;");
        }

        code.Line("default:");
        code.Line("    return -1;");
        code.Close();
        code.Close();
        code.Line();
    }

    private void Schemas(CodeWriter code, MemberDefinition[] members)
    {
        code.Open("private static class Schemas");
        foreach (var member in members)
        {
            code.Line(
                $"public static readonly global::Millrace.Api.MemberSchema {member.PropertyName} = {MemberSchema(member)};"
            );
            if (member.Shape.Type is "list" or "map")
            {
                var type = member.Shape.Type == "list" ? "ListSchema" : "MapSchema";
                var schema = types.Schema(member.Shape, member.IsFlattened, member.QueryName);
                code.Line($"public static readonly global::Millrace.Api.{type} {member.PropertyName}Items = {schema};");
            }
        }

        code.Close();
    }

    private static string MemberSchema(MemberDefinition member)
    {
        var arguments = new StringBuilder($"new({Names.Literal(member.Name)}");
        Argument("jsonName", member.JsonName);
        Argument("queryName", member.QueryName);
        Argument("queryJsonName", member.QueryJsonName);
        arguments.Append(')');
        var traits = new List<string>();
        if (member.IsFlattened)
        {
            traits.Add("IsFlattened = true");
        }

        if (member.Shape.IsSensitive)
        {
            traits.Add("IsSensitive = true");
        }

        var location = member.Reference.Location switch
        {
            "header" => "Header",
            "headers" => "Headers",
            "querystring" => "QueryString",
            "uri" => "Uri",
            "statusCode" => "StatusCode",
            _ when member.IsPayload => "Payload",
            _ => null,
        };
        if (location is not null)
        {
            traits.Add($"Location = global::Millrace.Api.MemberLocation.{location}");
            traits.Add($"LocationName = {Names.Literal(member.Reference.LocationName)}");
        }

        return traits.Count == 0 ? arguments.ToString() : $"{arguments} {{ {string.Join(", ", traits)} }}";

        void Argument(string parameter, string name)
        {
            if (name != member.Name)
            {
                arguments.Append($", {parameter}: {Names.Literal(name)}");
            }
        }
    }
}
