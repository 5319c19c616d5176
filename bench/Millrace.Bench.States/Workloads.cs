namespace Millrace.Bench.States;

/// <summary>The chains that are measured.</summary>
internal static class Workloads
{
    private const string Task = """ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "ResultPath": null, NEXT """;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("Pass", """ "Type": "Pass", NEXT """),
        new(
            "Pass, Parameters, ResultPath",
            """ "Type": "Pass", "Parameters": { "to.$": "$.customer.name", "n": 1 }, "ResultPath": "$.notes", NEXT """
        ),
        new(
            "Pass, intrinsic",
            """ "Type": "Pass", "Parameters": { "text.$": "States.Format('{} of {}', $.id, $.id)" }, "ResultPath": "$.notes", NEXT """
        ),
        new("Pass, Assign", """ "Type": "Pass", "Assign": { "id.$": "$.id" }, NEXT """),
        new(
            "Choice, third rule",
            """
            "Type": "Choice", "Default": "S0", "Choices": [
                { "Variable": "$.customer.name", "StringEquals": "Eve", "Next": "S0" },
                { "Variable": "$.total", "NumericGreaterThan": 1000, "Next": "S0" },
                { "Variable": "$.customer.premium", "BooleanEquals": true, NEXT }]
            """
        ),
        new(
            "JSONata Choice, third rule",
            """
            "QueryLanguage": "JSONata", "Type": "Choice", "Default": "S0", "Choices": [
                { "Condition": "{% $states.input.customer.name = 'Eve' %}", "Next": "S0" },
                { "Condition": "{% $states.input.total > 1000 %}", "Next": "S0" },
                { "Condition": "{% $states.input.customer.premium %}", NEXT }]
            """
        ),
        new("JSONata Pass, the input", """ "QueryLanguage": "JSONata", "Type": "Pass", "Output": "{% $states.input %}", NEXT """),
        new(
            "JSONata Pass, a sum assigned",
            """ "QueryLanguage": "JSONata", "Type": "Pass", "Assign": { "total": "{% $sum($states.input.items.(n * price)) %}" }, NEXT """
        ),
        new("Task", Task),
        new("Task, state through bytes", Task, ThroughBytes: true),
    ];
}
