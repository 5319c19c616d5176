using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.StatesLanguage;

/// <summary>Definitions, inputs and mocks drawn from a seed: nearly all definitions are valid, few of them make sense.</summary>
internal sealed class GeneratedMachines(int seed)
{
    private static readonly string[] _paths =
    [
        "$",
        "$.a",
        "$.a.b",
        "$.list",
        "$.list[0]",
        "$.list[*]",
        "$..a",
        "$$.Execution.Id",
        "$$.State.RetryCount",
        "$$.Map.Item.Value",
        "$v",
        "$v.a",
    ];

    private static readonly string[] _intrinsics =
    [
        "States.UUID()",
        "States.Format('{}-{}', $.a, $v)",
        "States.MathAdd($.a, 1)",
        "States.ArrayRange(1, 9, 2)",
        "States.StringToJson($.a)",
        "States.JsonToString($)",
        "States.MathRandom(1, 9)",
    ];

    private static readonly string[] _expressions =
    [
        "{% $states.input %}",
        "{% $states.input.a + 1 %}",
        "{% $states.input.list[0] %}",
        "{% $states.result %}",
        "{% $states.context.State.Name %}",
        "{% $count($states.input.list) > 1 %}",
        "{% $exists($v) %}",
        "{% $v %}",
        "{% [1..3] %}",
        "{% $random() < 0.5 %}",
        "{% $error('x') %}",
        "{% ($f := function($n) { $n < 1 ? 0 : $f($n - 1) }; $f(50)) %}",
    ];

    private static readonly string[] _errors =
    [
        "States.ALL",
        "States.TaskFailed",
        "States.Timeout",
        "Busy",
        "States.QueryEvaluationError",
    ];

    private readonly Random _random = new(seed);
    private readonly List<string> _names = [];

    /// <summary>A definition; the names of its states are kept for <see cref="Mocks"/>.</summary>
    public JsonValue Definition()
    {
        _names.Clear();
        var jsonata = Chance(0.5);
        JsonValue scope = Scope(0, jsonata);
        var definition = scope.AsObject().With("QueryLanguage", jsonata ? "JSONata" : "JSONPath");
        return Chance(0.1) ? definition.With("TimeoutSeconds", _random.Next(1, 100)) : definition;
    }

    /// <summary>Answers for all states of the last definition.</summary>
    public JsonObject Mocks() =>
        JsonObject.Of([
            .. _names
                .Distinct()
                .Select(name => (name, JsonValue.FromArray(JsonArray.From(Enumerable.Range(0, 20).Select(_ => Mock()))))),
        ]);

    /// <summary>An input in which most of the paths and expressions find something.</summary>
    public JsonValue Input() =>
        JsonObject.Of(("a", _random.Next(3)), ("list", JsonArray.Of(Input(0), Input(0), 7)), ("b", Value()));

    /// <summary>Any small value.</summary>
    public JsonValue Value(int depth = 0) =>
        _random.Next(depth > 2 ? 5 : 7) switch
        {
            0 => JsonValue.Null,
            1 => Chance(0.5),
            2 => _random.Next(-3, 5),
            3 => _random.NextDouble() * 1e9,
            4 => Pick("", "a", "2024-01-01T00:00:00Z", "{}", "$.a"),
            5 => JsonArray.From(Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1))),
            _ => JsonObject.Of(("a", Value(depth + 1)), ("list", JsonArray.Of(1, "x", Value(depth + 1)))),
        };

    private JsonValue Input(int least) =>
        Chance(0.5) ? _random.Next(least, 9) : JsonObject.Of(("a", 1), ("list", JsonArray.Of(1, 2)));

    private JsonObject Scope(int depth, bool jsonata)
    {
        var names = Enumerable
            .Range(0, _random.Next(1, 5))
            .Select(_ => $"S{_names.Count + _random.Next(1_000_000)}")
            .Distinct()
            .ToArray();
        _names.AddRange(names);
        var states = new JsonObjectBuilder();
        for (var i = 0; i < names.Length; i++)
        {
            // Forward mostly, so that most runs come to an end; back at times.
            var next = i + 1 < names.Length ? names[Chance(0.9) ? i + 1 : _random.Next(names.Length)] : null;
            states.Set(names[i], State(depth, jsonata, next, names));
        }

        return JsonObject.Of(("StartAt", names[0]), ("States", states.Build()));
    }

    private JsonObject State(int depth, bool jsonata, string? next, string[] names)
    {
        var state = new JsonObjectBuilder();
        var type = next is null
            ? Pick("Pass", "Task", "Wait", "Succeed", "Fail", "Parallel", "Map")
            : Pick("Pass", "Pass", "Task", "Task", "Wait", "Choice", "Parallel", "Map");
        type = depth >= 2 && type is "Parallel" or "Map" ? "Pass" : type;
        state.Set("Type", type);
        if (type is "Succeed" or "Fail")
        {
            state.Set(type is "Fail" ? "Error" : "Comment", Pick("Busy", "Other"));
            return state.Build();
        }

        if (type is "Choice")
        {
            state.Set("Choices", JsonArray.Of(Rule(jsonata, names), Rule(jsonata, names)));
            state.Set("Default", next!);
        }
        else
        {
            state.Set(next is null ? "End" : "Next", next is null ? true : next);
        }

        Maybe(state, "Assign", 0.3, () => JsonObject.Of((jsonata ? "v" : "v.$", Expression(jsonata))));
        if (type is "Wait")
        {
            state.Set(jsonata || Chance(0.5) ? "Seconds" : "SecondsPath", jsonata ? Pick(_expressions) : state.Build()["x"]);
            return Repaired(state.Build(), jsonata);
        }

        if (type is "Task")
        {
            state.Set(
                "Resource",
                Pick(
                    "arn:aws:states:::sqs:sendMessage",
                    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                    "arn:aws:lambda:us-east-1:111111111111:function:f",
                    "arn:aws:states:us-east-1:111111111111:activity:a"
                )
            );
            Maybe(state, "TimeoutSeconds", 0.4, () => _random.Next(5, 20));
            Maybe(state, "HeartbeatSeconds", 0.3, () => _random.Next(1, 4));
        }
        else if (type is "Parallel")
        {
            state.Set(
                "Branches",
                JsonArray.From(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (JsonValue)Scope(depth + 1, jsonata)))
            );
        }
        else if (type is "Map")
        {
            state.Set("ItemProcessor", Processor(depth, jsonata));
            state.Set(
                jsonata ? "Items" : "ItemsPath",
                jsonata ? Pick("{% $states.input.list %}", "{% [1..5] %}") : Pick("$.list", "$")
            );
            Maybe(state, "MaxConcurrency", 0.5, () => _random.Next(0, 4));
            Maybe(
                state,
                "ItemSelector",
                0.3,
                () =>
                    JsonObject.Of(
                        (jsonata ? "i" : "i.$", jsonata ? "{% $states.context.Map.Item.Index %}" : "$$.Map.Item.Value"),
                        ("list", JsonArray.Of(1, 2))
                    )
            );
        }

        DataFlow(state, type, jsonata);
        if (type is not ("Choice" or "Pass"))
        {
            Maybe(
                state,
                "Retry",
                0.4,
                () =>
                    JsonArray.Of(
                        JsonObject.Of(
                            ("ErrorEquals", JsonArray.Of(Pick(_errors))),
                            ("MaxAttempts", _random.Next(4)),
                            ("IntervalSeconds", _random.Next(1, 9)),
                            ("JitterStrategy", Pick("FULL", "NONE"))
                        )
                    )
            );
            Maybe(
                state,
                "Catch",
                0.4,
                () =>
                    JsonArray.Of(
                        JsonObject.Of(("ErrorEquals", JsonArray.Of(Pick(_errors))), ("Next", names[_random.Next(names.Length)]))
                    )
            );
        }

        return state.Build();
    }

    private JsonObject Processor(int depth, bool jsonata)
    {
        var scope = Scope(depth + 1, jsonata);
        return Chance(0.7)
            ? scope
            : scope.With(
                "ProcessorConfig",
                JsonObject.Of(("Mode", "DISTRIBUTED"), ("ExecutionType", Pick("STANDARD", "EXPRESS")))
            );
    }

    private void DataFlow(JsonObjectBuilder state, string type, bool jsonata)
    {
        if (jsonata)
        {
            Maybe(
                state,
                "Output",
                0.4,
                () => JsonObject.Of(("a", Expression(jsonata)), ("list", JsonArray.Of(1, Expression(jsonata))))
            );
            Maybe(state, "Arguments", type is "Task" or "Parallel" ? 0.4 : 0, () => JsonObject.Of(("a", Expression(jsonata))));
            return;
        }

        Maybe(state, "InputPath", 0.2, () => Chance(0.2) ? JsonValue.Null : Pick("$", "$.a", "$.list"));
        Maybe(state, "OutputPath", 0.2, () => Chance(0.2) ? JsonValue.Null : Pick("$", "$.a"));
        Maybe(
            state,
            "Parameters",
            type is "Choice" or "Map" ? 0 : 0.4,
            () => JsonObject.Of(("a.$", Expression(jsonata)), ("list", JsonArray.Of(1, 2)))
        );
        Maybe(
            state,
            "ResultPath",
            type is "Choice" ? 0 : 0.3,
            () => Chance(0.2) ? JsonValue.Null : Pick("$", "$.a", "$.r.s", "$.list[0]")
        );
        Maybe(state, "ResultSelector", type is "Choice" or "Pass" ? 0 : 0.2, () => JsonObject.Of(("a.$", Expression(jsonata))));
    }

    private JsonValue Rule(bool jsonata, string[] names)
    {
        var next = names[_random.Next(names.Length)];
        return jsonata
            ? JsonObject.Of(("Condition", Pick(_expressions)), ("Next", next))
            : Pick<JsonValue>(
                JsonObject.Of(("Variable", Pick(_paths)), ("IsPresent", Chance(0.5)), ("Next", next)),
                JsonObject.Of(("Variable", "$.a"), ("NumericLessThanPath", "$.list[0]"), ("Next", next)),
                JsonObject.Of(("Not", JsonObject.Of(("Variable", "$.a"), ("StringMatches", "*a*"))), ("Next", next)),
                JsonObject.Of(
                    (
                        "And",
                        JsonArray.Of(
                            JsonObject.Of(("Variable", "$.a"), ("IsNumeric", true)),
                            JsonObject.Of(("Variable", "$"), ("IsNull", false))
                        )
                    ),
                    ("Next", next)
                )
            );
    }

    /// <summary>A Wait has exactly one way to say how long; the other members stay.</summary>
    private JsonObject Repaired(JsonObject wait, bool jsonata) =>
        jsonata ? wait
        : wait.Contains("SecondsPath") ? wait.With("SecondsPath", Pick("$.a", "$.list[0]", "$v"))
        : wait.With("Seconds", _random.Next(0, 1000));

    private JsonValue Mock()
    {
        JsonValue mock = _random.Next(6) switch
        {
            0 => JsonObject.Of(("error", Pick("Busy", "Other", "States.Timeout")), ("cause", "because")),
            5 => JsonObject.Of(("never", true)),
            1 => JsonObject.Of(("result", Value())),
            _ => JsonObject.Of(("result", Input())),
        };
        return Chance(0.3) ? mock.AsObject().With("after", _random.Next(30)) : mock;
    }

    private JsonValue Expression(bool jsonata) =>
        jsonata ? Pick(_expressions)
        : Chance(0.3) ? Pick(_intrinsics)
        : Pick(_paths);

    private void Maybe(JsonObjectBuilder state, string name, double chance, Func<JsonValue> value)
    {
        if (Chance(chance))
        {
            state.Set(name, value());
        }
    }

    private bool Chance(double chance) => _random.NextDouble() < chance;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
