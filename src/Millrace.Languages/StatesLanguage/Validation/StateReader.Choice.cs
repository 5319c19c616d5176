using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Choice states and their rules.</content>
internal sealed partial class StateReader
{
    // Rules within rules; beyond it a definition is not read. Ours: evaluation is recursive.
    private const int RuleDepthMax = 64;

    private ChoiceState ReadChoice()
    {
        var rules = new List<ChoiceRule>();
        fields.Require("Choices");
        ForEach("Choices", (rule, _) => rules.Add(ReadRule(rule, rules.Count)));
        if (fields.Members["Choices"] is { IsArray: true } given && given.AsArray().Count == 0)
        {
            fields.Diagnostics.Schema(fields.At("Choices"), "The list must not be empty");
        }

        return new ChoiceState
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            Choices = rules,
            Default = fields.Text("Default"),
            Assign = fields.Assign(),
            Output = ReadOutput(),
        };
    }

    private ChoiceRule ReadRule(FieldReader rule, int index)
    {
        var within = $"Choices[{index}]/";
        var condition = rule.IsJsonata ? ReadJsonataCondition(rule, within) : ReadCondition(rule, 0);
        // A rule without a target has its diagnostic; this scope never runs.
        return new ChoiceRule(condition, rule.RequiredText("Next") ?? _name)
        {
            Assign = rule.Assign(within),
            Output = rule.IsJsonata ? rule.Template("Output", within) : null,
        };
    }

    private static JsonataCondition ReadJsonataCondition(FieldReader rule, string within)
    {
        rule.Require("Condition");
        var condition = rule.Take("Condition");
        var field = within + "Condition";
        if (condition.IsBoolean)
        {
            return new JsonataCondition(null, condition.AsBoolean(), field);
        }

        Query? query = null;
        if (condition.IsString && QueryCompiler.IsJsonata(condition.AsString()))
        {
            query = rule.JsonataExpression("Condition", condition.AsString());
        }
        else if (!condition.IsUndefined)
        {
            rule.Diagnostics.Schema(rule.At("Condition"), "Expected value of type Boolean or JSONata expression");
        }

        return new JsonataCondition(query, literal: false, field);
    }

    private static ChoiceCondition ReadCondition(FieldReader rule, int depth)
    {
        if (depth > RuleDepthMax)
        {
            rule.Diagnostics.Error(DiagnosticCodes.TooDeeplyNested, "The choice rules are too deeply nested", rule.Location);
            return BooleanConditions.And([]);
        }

        if (rule.Members.Contains("Not"))
        {
            var inner = rule.Object("Not");
            return BooleanConditions.Not(
                inner is null ? BooleanConditions.And([]) : ReadNested(rule, inner, rule.At("Not"), depth)
            );
        }

        foreach (var name in (ReadOnlySpan<string>)["And", "Or"])
        {
            if (rule.Members.Contains(name))
            {
                var nested = new List<ChoiceCondition>();
                var items = rule.Array(name) ?? JsonArray.Empty;
                for (var i = 0; i < items.Count; i++)
                {
                    var location = Locations.Item(rule.At(name), i);
                    if (items[i].IsObject)
                    {
                        nested.Add(ReadNested(rule, items[i].AsObject(), location, depth));
                    }
                    else
                    {
                        rule.Diagnostics.Schema(location, "Expected value of type Object");
                    }
                }

                if (items.Count == 0)
                {
                    rule.Diagnostics.Schema(rule.At(name), "The list must not be empty");
                }

                return name is "And" ? BooleanConditions.And(nested) : BooleanConditions.Or(nested);
            }
        }

        return ReadComparison(rule);
    }

    private static ChoiceCondition ReadNested(FieldReader rule, JsonObject members, string location, int depth)
    {
        var nested = new FieldReader(members, location, rule.Language, rule.Diagnostics);
        var condition = ReadCondition(nested, depth + 1);
        nested.Finish();
        return condition;
    }

    private static ChoiceCondition ReadComparison(FieldReader rule)
    {
        rule.Require("Variable");
        var variable = rule.Path("Variable");
        var operators = rule.Members.Names.ToArray().Where(name => ComparisonOperators.Find(name) is not null).ToArray();
        if (operators.Length != 1)
        {
            foreach (var name in operators)
            {
                rule.Take(name);
            }

            rule.Diagnostics.Schema(rule.Location, "Exactly one comparison operator is required");
            return BooleanConditions.And([]);
        }

        var comparison = ComparisonOperators.Find(operators[0])!;
        var value = rule.Take(operators[0]);
        Query? path = null;
        if (comparison.ByPath)
        {
            path = rule.Path(operators[0]);
        }
        else if (!comparison.Accepts(value))
        {
            rule.Diagnostics.Schema(rule.At(operators[0]), $"The value is not valid for the operator '{operators[0]}'");
        }

        return variable is null || (comparison.ByPath && path is null)
            ? BooleanConditions.And([])
            : new ComparisonCondition(variable, comparison, value, path);
    }
}
