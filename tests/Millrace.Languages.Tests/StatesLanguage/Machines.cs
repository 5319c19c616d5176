using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

/// <summary>Short ways to read and run definitions.</summary>
internal static class Machines
{
    public static DateTimeOffset Start { get; } = new(2024, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static StateMachineDefinition Parse(string definition, StateMachineType type = StateMachineType.Standard)
    {
        var read = StateMachineDefinition.Read(definition, type);
        Assert.True(read.Definition is not null, read.InvalidDefinitionMessage);
        return read.Definition;
    }

    /// <summary>A machine of one state, whose fields are given.</summary>
    public static StateMachineDefinition Single(string fields, string language = "JSONPath") =>
        Parse($$"""{ "QueryLanguage": "{{language}}", "StartAt": "Only", "States": { "Only": { {{fields}} } } }""");

    public static TrialRun Run(StateMachineDefinition definition, JsonValue input, string mocks = "{}") =>
        new WorkflowTrial(new TrialMocks(JsonValue.Parse(mocks)), Start)
        {
            Carry = state => ExecutionState.FromJson(state.ToJson()),
        }.Run(definition, StartOf(input));

    public static TrialRun Run(string definition, string input = "{}", string mocks = "{}") =>
        Run(Parse(definition), JsonValue.Parse(input), mocks);

    public static ExecutionStart StartOf(JsonValue input) =>
        new()
        {
            ExecutionArn = "arn:aws:states:eu-west-1:111111111111:execution:machine:execution",
            Name = "execution",
            StateMachineArn = "arn:aws:states:eu-west-1:111111111111:stateMachine:machine",
            StateMachineName = "machine",
            RoleArn = "arn:aws:iam::111111111111:role/role",
            Input = input,
        };

    public static StepTurn Turn(double seconds = 0, ulong seed = 1) => new() { Now = Start.AddSeconds(seconds), Seed = seed };

    public static string[] Types(this IEnumerable<HistoryEvent> events) => [.. events.Select(@event => @event.Type.ToString())];

    /// <summary>The directive of that type, which must be the only one.</summary>
    public static T Single<T>(this Step step)
        where T : Directive => Assert.Single(step.Directives.OfType<T>());
}
