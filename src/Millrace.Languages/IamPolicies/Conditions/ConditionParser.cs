using System.Text.Json;

namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>From a Condition block to its conditions, all of which must hold.</summary>
internal static class ConditionParser
{
    public static Condition[] Read(JsonElement block, bool hasVariables)
    {
        PolicyReading.Demand(block.ValueKind == JsonValueKind.Object, "Condition is not a JSON object.");
        var conditions = new List<Condition>();
        foreach (var one in block.EnumerateObject())
        {
            var @operator = ConditionOperator.Parse(one.Name);
            PolicyReading.Demand(one.Value.ValueKind == JsonValueKind.Object, $"{one.Name} is not a JSON object.");
            foreach (var key in one.Value.EnumerateObject())
            {
                PolicyReading.Demand(IsKey(key.Name), $"'{key.Name}' is not a condition key, such as aws:SourceArn.");
                Operand[] operands =
                [
                    .. PolicyReading.Values(key.Value, key.Name).Select(text => @operator.Compile(text, hasVariables)),
                ];
                conditions.Add(new Condition(@operator, key.Name, operands));
            }
        }

        return [.. conditions];
    }

    private static bool IsKey(string name) =>
        name.IndexOf(':') is > 0 and var colon
        && colon < name.Length - 1
        && name.Length <= PolicyLimits.TextCharactersMax
        && !name.AsSpan(0, colon).Contains('*');
}
