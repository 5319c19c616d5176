using System.Text.Json;
using Millrace.Languages.IamPolicies.Conditions;

namespace Millrace.Languages.IamPolicies;

/// <summary>From the text of a policy to its statements. What the grammar does not have is refused, not passed over.</summary>
internal static class PolicyParser
{
    private static readonly JsonDocumentOptions _json = new()
    {
        MaxDepth = PolicyLimits.DepthMax,
        AllowDuplicateProperties = false,
    };

    public static PolicyDocument Parse(string text, PolicyKind kind)
    {
        PolicyReading.Demand(
            text.Length <= PolicyLimits.CharactersMax,
            $"The policy has more than {PolicyLimits.CharactersMax} characters."
        );
        try
        {
            using var document = JsonDocument.Parse(text, _json);
            return Read(document.RootElement, kind);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair is an ArgumentException; written as an escape it is found later, as an InvalidOperationException.
            throw new MalformedPolicyException($"The policy is not valid JSON: {failure.Message}", failure);
        }
    }

    private static PolicyDocument Read(JsonElement root, PolicyKind kind)
    {
        PolicyReading.Demand(root.ValueKind == JsonValueKind.Object, "The policy is not a JSON object.");
        var hasVariables = false;
        string? id = null;
        JsonElement? statements = null;
        foreach (var element in root.EnumerateObject())
        {
            switch (element.Name)
            {
                case "Version":
                    hasVariables = ReadVersion(element.Value);
                    break;
                case "Id":
                    id = PolicyReading.Text(element.Value, "Id");
                    break;
                case "Statement":
                    statements = element.Value;
                    break;
                default:
                    throw new MalformedPolicyException($"A policy has no element '{element.Name}'.");
            }
        }

        PolicyReading.Demand(statements is not null, "The policy has no Statement.");
        return new PolicyDocument(kind, id, ReadStatements(statements!.Value, kind, hasVariables));
    }

    /// <summary>Whether the version has policy variables. Without a Version it is the old one.</summary>
    private static bool ReadVersion(JsonElement value) =>
        PolicyReading.Text(value, "Version") switch
        {
            "2012-10-17" => true,
            "2008-10-17" => false,
            var version => throw new MalformedPolicyException($"The Version is 2012-10-17 or 2008-10-17, not '{version}'."),
        };

    private static List<PolicyStatement> ReadStatements(JsonElement element, PolicyKind kind, bool hasVariables)
    {
        IEnumerable<JsonElement> given = element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];
        var statements = new List<PolicyStatement>();
        var sids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in given)
        {
            var statement = ReadStatement(one, statements.Count + 1, kind, hasVariables);
            PolicyReading.Demand(
                statement.Sid is not { Length: > 0 } sid || sids.Add(sid),
                $"Two statements have the Sid '{statement.Sid}'."
            );
            statements.Add(statement);
        }

        return statements;
    }

    private static PolicyStatement ReadStatement(JsonElement element, int number, PolicyKind kind, bool hasVariables)
    {
        PolicyReading.Demand(element.ValueKind == JsonValueKind.Object, $"Statement {number} is not a JSON object.");
        var elements = element.EnumerateObject().ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        var effect = Take(elements, "Effect");
        PolicyReading.Demand(effect is not null, $"Statement {number} has no Effect.");
        var (actions, isNotAction) = TakeEither(elements, "Action", number);
        PolicyReading.Demand(actions is not null, $"Statement {number} has neither Action nor NotAction.");
        var (principals, isNotPrincipal) = TakeEither(elements, "Principal", number);
        PolicyReading.Demand(
            principals is null == (kind == PolicyKind.Identity),
            kind == PolicyKind.Identity
                ? $"Statement {number} has a Principal, which the policy of an identity must not have."
                : $"Statement {number} has neither Principal nor NotPrincipal."
        );
        var (resources, isNotResource) = TakeEither(elements, "Resource", number);
        PolicyReading.Demand(
            resources is not null || kind == PolicyKind.Resource,
            $"Statement {number} has neither Resource nor NotResource."
        );
        var actionSet = ActionSet.Read(actions!.Value, isNotAction ? "NotAction" : "Action");
        var statement = new PolicyStatement(number, actionSet)
        {
            Sid = Take(elements, "Sid") is { } sid ? PolicyReading.Text(sid, "Sid") : null,
            Effect = ReadEffect(effect!.Value),
            IsNotAction = isNotAction,
            Principals = principals is { } named ? PrincipalSet.Read(named) : null,
            IsNotPrincipal = isNotPrincipal,
            Resources = resources is { } given ? ReadResources(given, hasVariables) : null,
            IsNotResource = isNotResource,
            Conditions = Take(elements, "Condition") is { } block ? ConditionParser.Read(block, hasVariables) : [],
        };
        PolicyReading.Demand(elements.Count == 0, $"A statement has no element '{elements.Keys.FirstOrDefault()}'.");
        return statement;
    }

    private static PolicyEffect ReadEffect(JsonElement value) =>
        PolicyReading.Text(value, "Effect") switch
        {
            "Allow" => PolicyEffect.Allow,
            "Deny" => PolicyEffect.Deny,
            var effect => throw new MalformedPolicyException($"The Effect is Allow or Deny, not '{effect}'."),
        };

    private static ArnPattern[] ReadResources(JsonElement value, bool hasVariables) =>
        [.. PolicyReading.Texts(value, "Resource").Select(text => ArnPattern.OfResource(text, hasVariables))];

    private static JsonElement? Take(Dictionary<string, JsonElement> elements, string name) =>
        elements.Remove(name, out var value) ? value : null;

    /// <summary>An element or its opposite; both at once are refused.</summary>
    private static (JsonElement? Value, bool IsNot) TakeEither(Dictionary<string, JsonElement> elements, string name, int number)
    {
        var given = Take(elements, name);
        var opposite = Take(elements, "Not" + name);
        PolicyReading.Demand(given is null || opposite is null, $"Statement {number} has both {name} and Not{name}.");
        return (given ?? opposite, opposite is not null);
    }
}
