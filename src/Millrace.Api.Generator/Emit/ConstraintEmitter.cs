using System;
using System.Collections.Generic;
using System.Linq;
using Millrace.Api.Generator.Model;

namespace Millrace.Api.Generator.Emit;

/// <summary>The checks of a structure, and one class per service that holds what its simple shapes and collections demand.</summary>
internal sealed class ConstraintEmitter(ServiceDefinition service)
{
    /// <summary>In the place of a member's schema: the item or entry that was entered last.</summary>
    private const string EnteredValue = "null";

    private readonly Dictionary<string, bool> _checked = new(StringComparer.Ordinal);

    private string ConstraintsClass => service.Prefix + "Constraints";

    /// <summary>The class of constraints; null when the service's model has none.</summary>
    public string? EmitConstraints(IEnumerable<ShapeDefinition> shapes)
    {
        var constrained = shapes.Where(HasConstraint).OrderBy(shape => shape.Name, StringComparer.Ordinal).ToList();
        if (constrained.Count == 0)
        {
            return null;
        }

        var code = new CodeWriter();
        code.Line($"namespace {service.Namespace};");
        code.Line();
        code.Open($"internal static class {ConstraintsClass}");
        foreach (var shape in constrained)
        {
            code.Line(
                $"public static readonly global::Millrace.Api.ValueConstraint {shape.Name} = new() {{ {string.Join(", ", Parts(shape))} }};"
            );
        }

        code.Close();
        return code.ToString();
    }

    /// <summary>The method <c>Check</c> of a structure.</summary>
    public void EmitCheck(CodeWriter code, ShapeDefinition structure, MemberDefinition[] members)
    {
        code.Open($"public static void Check({structure.Name} value, global::Millrace.Api.ConstraintReport report)");
        for (var index = 0; index < members.Length; index++)
        {
            var member = members[index];
            var schema = "Schemas." + member.PropertyName;
            if (member.IsRequired)
            {
                code.Open($"if (value.{member.PropertyName} is null)");
                code.Line($"report.Missing({schema});");
                code.Close();
                code.Line();
            }

            if (IsChecked(member.Shape))
            {
                code.Open($"if (value.{member.PropertyName} is {{ }} member{index})");
                Value(code, member.Shape, schema, $"member{index}", index.ToString());
                code.Close();
                code.Line();
            }
        }

        code.Close();
        code.Line();
    }

    private void Value(CodeWriter code, ShapeDefinition shape, string schema, string value, string suffix)
    {
        if (shape.IsStructure)
        {
            code.Line($"report.Enter({schema});");
            code.Line($"global::{service.Namespace}.{shape.Name}.Check({value}, report);");
            code.Line("report.Leave();");
        }
        else if (shape.Type is "list" or "map")
        {
            Collection(code, shape, schema, value, suffix);
        }
        else
        {
            code.Line($"report.Check({schema}, {value}, {ConstraintsClass}.{shape.Name});");
        }
    }

    private void Collection(CodeWriter code, ShapeDefinition shape, string schema, string value, string suffix)
    {
        if (HasConstraint(shape))
        {
            code.Line($"report.CheckCount({schema}, {value}, {ConstraintsClass}.{shape.Name});");
        }

        var isList = shape.Type == "list";
        if (shape.Key is { } key && HasConstraint(service.Shape(key)))
        {
            code.Line($"report.CheckKeys({schema}, {value}, {ConstraintsClass}.{key.Target});");
        }

        var inner = service.Shape(isList ? shape.Item! : shape.Value!);
        if (inner.Type == "string" && HasConstraint(inner))
        {
            code.Line($"report.{(isList ? "CheckItems" : "CheckValues")}({schema}, {value}, {ConstraintsClass}.{inner.Name});");
        }
        else if (IsChecked(inner))
        {
            Inside(code, inner, schema, value, suffix, isList);
        }
    }

    private void Inside(CodeWriter code, ShapeDefinition inner, string schema, string value, string suffix, bool isList)
    {
        var isMember = schema != EnteredValue;
        if (isMember)
        {
            code.Line($"report.Enter({schema});");
        }

        if (isList)
        {
            code.Open($"for (var index{suffix} = 0; index{suffix} < {value}.Count; index{suffix}++)");
            code.Line($"report.EnterItem(index{suffix});");
        }
        else
        {
            code.Open($"foreach (var entry{suffix} in {value})");
            code.Line($"report.EnterEntry(entry{suffix}.Key);");
        }

        var item = isList ? $"{value}[index{suffix}]" : $"entry{suffix}.Value";
        if (inner.IsStructure)
        {
            code.Line($"global::{service.Namespace}.{inner.Name}.Check({item}, report);");
        }
        else
        {
            Value(code, inner, EnteredValue, item, suffix + "0");
        }

        code.Line("report.Leave();");
        code.Close();
        code.Line();
        if (isMember)
        {
            code.Line("report.Leave();");
        }
    }

    /// <summary>True when a value of the shape can break anything, itself or inside.</summary>
    private bool IsChecked(ShapeDefinition shape)
    {
        if (_checked.TryGetValue(shape.Name, out var known))
        {
            return known;
        }

        // While a recursive shape is being looked at, its own recurrence adds nothing.
        _checked[shape.Name] = false;
        var inside = shape
            .Members.Select(member => member.Reference)
            .Concat(new[] { shape.Item, shape.Key, shape.Value }.OfType<ShapeReference>());
        var result =
            shape.Required.Count > 0 || HasConstraint(shape) || inside.Any(reference => IsChecked(service.Shape(reference)));
        _checked[shape.Name] = result;
        return result;
    }

    private static bool HasConstraint(ShapeDefinition shape) =>
        shape.Type is not ("structure" or "timestamp" or "boolean")
        && (IsBound(shape, shape.Min) || shape.Max is not null || shape.Pattern is not null || shape.Enum.Count > 0);

    /// <summary>No length is below zero, so a least length of zero demands nothing.</summary>
    private static bool IsBound(ShapeDefinition shape, string? min) =>
        min is not null && (min != "0" || shape.Type is "integer" or "long" or "double" or "float");

    private IEnumerable<string> Parts(ShapeDefinition shape)
    {
        if (IsBound(shape, shape.Min))
        {
            yield return $"Min = {shape.Min}";
        }

        if (shape.Max is not null)
        {
            yield return $"Max = {shape.Max}";
        }

        if (shape.Pattern is { } pattern)
        {
            var translated = JavaPattern.ToDotNet(shape.Name, pattern);
            var expression = translated == pattern ? "" : ", " + Names.Literal(translated);
            yield return $"Pattern = new({Names.Literal(pattern)}{expression})";
        }

        if (shape.Enum.Count > 0)
        {
            yield return $"Enum = global::{service.Namespace}.{shape.Name}.Values";
        }
    }
}
