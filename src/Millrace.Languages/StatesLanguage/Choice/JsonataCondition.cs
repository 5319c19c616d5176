using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>The Condition of a JSONata rule: an expression that gives true or false, or the value outright.</summary>
internal sealed class JsonataCondition(Query? query, bool literal, string field) : ChoiceCondition
{
    public override bool Holds(QueryScope scope)
    {
        if (query is null)
        {
            return literal;
        }

        var value = QueryFailures.EvaluateJsonata(query, field, scope);
        return value.IsBoolean ? value.AsBoolean() : throw QueryFailures.WrongType(query, field, "boolean", value);
    }
}
