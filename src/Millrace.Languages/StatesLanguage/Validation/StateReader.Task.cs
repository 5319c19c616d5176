using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Task states, and the Retry and Catch that Parallel and Map have too.</content>
internal sealed partial class StateReader
{
    private TaskState? ReadTask()
    {
        var resource = ReadResource();
        var heartbeat = fields.NumberField("HeartbeatSeconds", 1, Limits.SecondsMax);
        var timeout = fields.NumberField("TimeoutSeconds", 1, Limits.SecondsMax);
        if (
            heartbeat is { Query: null, Literal.IsNumber: true }
            && timeout is { Query: null, Literal.IsNumber: true }
            && heartbeat.Literal.AsNumber() >= timeout.Literal.AsNumber()
        )
        {
            fields.Diagnostics.Schema(fields.At("HeartbeatSeconds"), "HeartbeatSeconds must be smaller than TimeoutSeconds");
        }

        var state = new TaskState
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            // A resource that is not there has its diagnostic: this one never runs.
            Resource = resource ?? TaskResource.Parse("arn:aws:lambda:::function:none")!,
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            Parameters = ReadJsonPathTemplate("Parameters"),
            Arguments = ReadArguments(),
            ResultSelector = ReadJsonPathTemplate("ResultSelector"),
            ResultPath = ReadResultPath(),
            Credentials = ReadCredentials(),
            TimeoutSeconds = timeout,
            HeartbeatSeconds = heartbeat,
            Retry = ReadRetry(),
            Catch = ReadCatch(),
            Assign = fields.Assign(),
            Output = ReadOutput(),
            Next = ReadNext(),
        };
        return resource is null ? null : state;
    }

    private TaskResource? ReadResource()
    {
        if (fields.RequiredText("Resource") is not { } arn)
        {
            return null;
        }

        if (TaskResource.Parse(arn) is not { } resource)
        {
            fields.Diagnostics.Schema(
                fields.At("Resource"),
                $"The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."
            );
            return null;
        }

        if (definition.Type == StateMachineType.Express)
        {
            if (resource.Pattern != IntegrationPattern.RequestResponse)
            {
                var pattern = resource.Pattern == IntegrationPattern.WaitForTaskToken ? ".waitForTaskToken" : ".sync";
                fields.Diagnostics.Schema(
                    fields.At("Resource"),
                    $"Express state machine does not support '{pattern}' service integration"
                );
            }
            else if (resource.Kind == TaskKind.Activity)
            {
                fields.Diagnostics.Schema(fields.At("Resource"), "Express state machine does not support Activity ARN");
            }
        }

        return resource;
    }

    private PayloadTemplate? ReadCredentials()
    {
        if (fields.Take("Credentials") is { IsObject: true } credentials)
        {
            var members = credentials.AsObject();
            if (!members.Contains("RoleArn") && !(members.Contains("RoleArn.$") && !fields.IsJsonata))
            {
                fields.Diagnostics.Schema(fields.At("Credentials"), "The field 'RoleArn' is required but was missing");
            }
        }

        return fields.Template("Credentials");
    }

    private List<Retrier> ReadRetry()
    {
        var retriers = new List<Retrier>();
        ForEach(
            "Retry",
            (retrier, isLast) =>
                retriers.Add(
                    new Retrier
                    {
                        ErrorEquals = ReadErrorEquals(retrier, isLast),
                        IntervalSeconds = retrier.Integer("IntervalSeconds", 1, Limits.SecondsMax) ?? 1,
                        MaxAttempts = retrier.Integer("MaxAttempts", 0, Limits.SecondsMax) ?? 3,
                        BackoffRate = retrier.Number("BackoffRate", 1, double.MaxValue) ?? 2.0,
                        MaxDelaySeconds = retrier.Integer("MaxDelaySeconds", 1, 31_622_400),
                        JitterStrategy = retrier.OneOf("JitterStrategy", "FULL", "NONE") is "FULL"
                            ? JitterStrategy.Full
                            : JitterStrategy.None,
                    }
                )
        );
        return retriers;
    }

    private List<Catcher> ReadCatch()
    {
        var catchers = new List<Catcher>();
        ForEach(
            "Catch",
            (catcher, isLast) =>
            {
                var index = catchers.Count;
                var next = catcher.RequiredText("Next");
                catchers.Add(
                    new Catcher
                    {
                        ErrorEquals = ReadErrorEquals(catcher, isLast),
                        // A target that is not there has its diagnostic already; this scope never runs.
                        Next = next ?? _name,
                        ResultPath = catcher.IsJsonata ? ResultPath.Whole : catcher.ResultPathField(),
                        Output = catcher.IsJsonata ? catcher.Template("Output", $"Catch[{index}]/") : null,
                        Assign = catcher.Assign($"Catch[{index}]/"),
                    }
                );
            }
        );
        return catchers;
    }

    private static IReadOnlyList<string> ReadErrorEquals(FieldReader entry, bool isLast)
    {
        entry.Require("ErrorEquals");
        var names = entry.Texts("ErrorEquals") ?? [];
        if (names.Contains(ErrorNames.All, StringComparer.Ordinal))
        {
            if (names.Count > 1)
            {
                entry.Diagnostics.Schema(entry.At("ErrorEquals"), $"The value '{ErrorNames.All}' must appear alone");
            }
            else if (!isLast)
            {
                entry.Diagnostics.Schema(entry.At("ErrorEquals"), $"The value '{ErrorNames.All}' must appear in the last entry");
            }
        }

        return names;
    }

    /// <summary>Reads the objects of a list one by one.</summary>
    private void ForEach(string name, Action<FieldReader, bool> read)
    {
        if (fields.Array(name) is not { } items)
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var location = Locations.Item(fields.At(name), i);
            if (!items[i].IsObject)
            {
                fields.Diagnostics.Schema(location, "Expected value of type Object");
                continue;
            }

            var entry = new FieldReader(items[i].AsObject(), location, fields.Language, fields.Diagnostics);
            read(entry, i == items.Count - 1);
            entry.Finish();
        }
    }
}
