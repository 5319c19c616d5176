using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Task states: scheduling, answers, heartbeats.</content>
internal sealed partial class StepRun
{
    private const int TokenCharacters = 64;

    private void Schedule(Lane lane, TaskState state)
    {
        var resource = state.Resource;
        // The token holds the id of the event that will schedule the task, which is the next one.
        var taskId = _execution.LastEventId + 1;
        var hasToken = resource.Pattern == IntegrationPattern.WaitForTaskToken || resource.Kind == TaskKind.Activity;
        var token = hasToken ? _turn.TaskToken?.Invoke(taskId) ?? NewToken() : null;
        var scope = ScopeFor(lane, token);
        var (effective, request) = RequestOf(state, scope);
        scope = scope.At(effective);
        if (!PayloadSize.IsSame(request, lane.Input) && PayloadSize.IsTooLarge(request))
        {
            throw StateFailure.TooLarge(state.Name);
        }

        var call = new CallTask
        {
            TaskId = taskId,
            StateName = state.Name,
            Resource = resource,
            Parameters = request,
            RoleArn = state.Credentials is { } credentials ? RoleOf(credentials.Evaluate(scope)) : null,
            Token = token,
            TimeoutSeconds = Positive(state.TimeoutSeconds, scope),
            HeartbeatSeconds = Positive(state.HeartbeatSeconds, scope),
        };
        if (_turn.RefuseTask?.Invoke(call) is { } refusal)
        {
            throw StateFailure.Runtime(refusal);
        }

        EmitNext(lane, ScheduledType(resource.Kind), ScheduledDetails(call));
        lane.Work = new TaskWork(
            taskId,
            token,
            call.TimeoutSeconds is { } timeout ? _turn.Now.AddSeconds(timeout) : null,
            call.HeartbeatSeconds,
            // An activity owes its first sign of life only once a worker has taken it (Developer Guide, Activities).
            call.HeartbeatSeconds
                is { } heartbeat
            && resource.Kind != TaskKind.Activity
                ? _turn.Now.AddSeconds(heartbeat)
                : null
        );
        _directives.Add(call);
        _starting.Add((lane, taskId));
    }

    private HistoryEventDetails ScheduledDetails(CallTask call)
    {
        var service = call.Resource.Kind == TaskKind.Service;
        return new HistoryEventDetails
        {
            Resource = service ? call.Resource.Resource : call.Resource.Arn,
            ResourceType = service ? call.Resource.ResourceType : null,
            Region = service ? Region() : null,
            Parameters = service ? call.Parameters : default,
            Input = service ? default : call.Parameters,
            TimeoutInSeconds = call.TimeoutSeconds,
            HeartbeatInSeconds = call.HeartbeatSeconds,
            TaskRoleArn = call.RoleArn,
        };
    }

    private string Region()
    {
        var parts = _execution.Start.ExecutionArn.Split(':');
        return parts.Length > 3 ? parts[3] : "";
    }

    private static string RoleOf(JsonValue credentials) =>
        credentials["RoleArn"] is { IsString: true } role
            ? role.AsString()
            : throw StateFailure.Runtime("The field 'RoleArn' of Credentials is not a string");

    private static long? Positive(NumberField? field, QueryScope scope)
    {
        if (field is null)
        {
            return null;
        }

        var seconds = field.Integer(scope);
        return seconds is > 0 and <= Limits.SecondsMax
            ? seconds
            : throw (
                field.IsJsonata
                    ? StateFailure.Evaluation(
                        field.Name,
                        $"The {field.Name} field must be between 1 and {Limits.SecondsMax} but was: {seconds}"
                    )
                    : StateFailure.Runtime($"The {field.Name} field must be between 1 and {Limits.SecondsMax} but was: {seconds}")
            );
    }

    private static HistoryEventType ScheduledType(TaskKind kind) =>
        kind switch
        {
            TaskKind.LambdaFunction => HistoryEventType.LambdaFunctionScheduled,
            TaskKind.Activity => HistoryEventType.ActivityScheduled,
            _ => HistoryEventType.TaskScheduled,
        };

    private string NewToken() =>
        string.Create(
            TokenCharacters,
            _entropy,
            static (text, entropy) =>
            {
                for (var i = 0; i < text.Length; i += 16)
                {
                    entropy.NextBits().TryFormat(text[i..], out _, "x16", System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        );

    /// <summary>Finds the lane that a task belongs to; null when nobody waits for it any more.</summary>
    private Lane? Waiting(long taskId) =>
        _execution.Lanes.Values.FirstOrDefault(lane => lane.Work is TaskWork task && task.TaskId == taskId);

    private void Succeed(Lane lane, JsonValue output)
    {
        var state = (TaskState)lane.State;
        var resource = state.Resource;
        if (PayloadSize.IsTooLarge(output))
        {
            var name = resource.Kind == TaskKind.Service ? resource.ResourceType : resource.Arn;
            FailTask(lane, new StateError(ErrorNames.DataLimitExceeded, StateFailure.TooLarge(name).Message));
            return;
        }

        EmitNext(lane, SucceededType(resource.Kind), Named(resource) with { Output = output });
        Attempt(lane, () => Complete(lane, state, output));
    }

    private void FailTask(Lane lane, StateError error)
    {
        var resource = ((TaskState)lane.State).Resource;
        EmitNext(lane, FailedType(resource.Kind), Named(resource) with { Error = error.Name, Cause = error.Cause });
        HandleError(lane, error);
    }

    private void Submit(Lane lane, JsonValue output)
    {
        var resource = ((TaskState)lane.State).Resource;
        EmitNext(lane, HistoryEventType.TaskSubmitted, Named(resource) with { Output = output });
        Heartbeat(lane);
    }

    private void StartActivity(Lane lane, string? workerName)
    {
        EmitNext(lane, HistoryEventType.ActivityStarted, new HistoryEventDetails { WorkerName = workerName });
        Heartbeat(lane);
    }

    private void Heartbeat(Lane lane)
    {
        var task = (TaskWork)lane.Work!;
        lane.Work = task with { HeartbeatDue = task.HeartbeatSeconds is { } seconds ? _turn.Now.AddSeconds(seconds) : null };
    }
}
