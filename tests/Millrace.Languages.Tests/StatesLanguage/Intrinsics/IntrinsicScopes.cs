using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage.Intrinsics;

namespace Millrace.Languages.Tests.StatesLanguage.Intrinsics;

internal static class IntrinsicScopes
{
    public static readonly Guid Uuid = Guid.Parse("0b2f3c44-9d57-4a6e-8e9e-1f0a2b3c4d5e");

    public static IntrinsicScope Of(JsonValue input) =>
        new()
        {
            Input = input,
            Context = JsonObject.Of(("Execution", JsonObject.Of(("Name", "run-7"), ("Input", input)))),
            Variable = name => name == "name" ? JsonObject.Of(("first", "Ada")) : JsonValue.Undefined,
            NextUuid = () => Uuid,
            NextDouble = () => 0.5,
        };

    public static JsonValue Evaluate(string expression, string input = "{}") =>
        IntrinsicExpression.Parse(expression).Evaluate(Of(JsonValue.Parse(input)));
}
