using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>One class per service that reads and writes its lists and maps.</summary>
internal sealed class CollectionEmitter(ServiceDefinition service, TypeEmitter types)
{
    private const string ReaderConstraint = "    where TReader : struct, global::Millrace.Api.IShapeReader, allows ref struct";
    private const string WriterConstraint = "    where TWriter : struct, global::Millrace.Api.IShapeWriter, allows ref struct";

    public string Emit()
    {
        var code = new CodeWriter();
        code.Line($"namespace {service.Namespace};");
        code.Line();
        code.Open($"internal static class {types.CollectionsClass}");
        foreach (var collection in service.Collections())
        {
            if (collection.Type == "list")
            {
                List(code, collection);
            }
            else
            {
                Map(code, collection);
            }
        }

        code.Close();
        return code.ToString();
    }

    private void List(CodeWriter code, ShapeDefinition list)
    {
        var item = service.Shape(list.Item!);
        var inner = InnerSchema(code, list, item);
        code.Line(
            $"public static {types.TypeOf(list)} Read{list.Name}<TReader>(ref TReader reader, global::Millrace.Api.ListSchema schema)"
        );
        code.Open(ReaderConstraint);
        code.Line($"var list = new {types.TypeOf(list)}();");
        code.Line("reader.BeginList(schema);");
        code.Open("while (reader.NextItem(schema))");
        code.Line($"list.Add({types.Read(item, list.Item!, inner)});");
        code.Close();
        code.Line();
        code.Line("return list;");
        code.Close();
        code.Line();
        code.Line(
            $"public static void Write{list.Name}<TWriter>(ref TWriter writer, {types.TypeOf(list)} list, global::Millrace.Api.ListSchema schema)"
        );
        code.Open(WriterConstraint);
        code.Line("writer.BeginList(schema);");
        code.Open("foreach (var item in list)");
        code.Line("writer.BeginItem(schema);");
        code.Line(types.Write(item, list.Item!, "item", inner));
        code.Line("writer.EndItem(schema);");
        code.Close();
        code.Line();
        code.Line("writer.EndList(schema);");
        code.Close();
        code.Line();
    }

    private void Map(CodeWriter code, ShapeDefinition map)
    {
        var value = service.Shape(map.Value!);
        var inner = InnerSchema(code, map, value);
        code.Line(
            $"public static {types.TypeOf(map)} Read{map.Name}<TReader>(ref TReader reader, global::Millrace.Api.MapSchema schema)"
        );
        code.Open(ReaderConstraint);
        code.Line($"var map = new {types.TypeOf(map)}(global::System.StringComparer.Ordinal);");
        code.Line("reader.BeginMap(schema);");
        code.Open("while (reader.NextEntry(schema, out var key))");
        code.Line($"map[key] = {types.Read(value, map.Value!, inner)};");
        code.Close();
        code.Line();
        code.Line("return map;");
        code.Close();
        code.Line();
        code.Line(
            $"public static void Write{map.Name}<TWriter>(ref TWriter writer, {types.TypeOf(map)} map, global::Millrace.Api.MapSchema schema)"
        );
        code.Open(WriterConstraint);
        code.Line("writer.BeginMap(schema);");
        code.Open("foreach (var entry in map)");
        code.Line("writer.BeginEntry(schema, entry.Key);");
        code.Line(types.Write(value, map.Value!, "entry.Value", inner));
        code.Line("writer.EndEntry(schema);");
        code.Close();
        code.Line();
        code.Line("writer.EndMap(schema);");
        code.Close();
        code.Line();
    }

    /// <summary>The schema of a collection inside a collection, which no member names.</summary>
    private string InnerSchema(CodeWriter code, ShapeDefinition outer, ShapeDefinition inner)
    {
        if (inner.Type is not ("list" or "map"))
        {
            return "";
        }

        var field = outer.Name + "Inner";
        var type = inner.Type == "list" ? "ListSchema" : "MapSchema";
        code.Line(
            $"private static readonly global::Millrace.Api.{type} {field} = {types.Schema(inner, isFlattened: false, "")};"
        );
        code.Line();
        return field;
    }
}
