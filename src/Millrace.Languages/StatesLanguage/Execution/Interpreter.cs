namespace Millrace.Languages.StatesLanguage;

/// <summary>
/// The interpreter of the Amazon States Language: a pure function from a definition, the state of an execution, what just
/// happened and the turn, to history events and what to do next.
/// </summary>
/// <remarks>
/// No clock, no randomness, no I/O of its own. Nothing a definition or an input holds makes it throw: such failures are events.
/// <para>A step decides at most <see cref="Limits.TransitionsPerStepMax"/> transitions, fewer when their expressions take much
/// work, and then asks to be continued.</para>
/// <para>Source: states-language.net and the Step Functions Developer Guide; order and texts of events as recorded from AWS.</para>
/// </remarks>
public static class Interpreter
{
    /// <summary>Starts an execution and runs it to where it has to wait.</summary>
    public static Step Start(StateMachineDefinition definition, ExecutionStart start, StepTurn turn)
    {
        var most = definition.Type == StateMachineType.Express ? Limits.ExpressSecondsMax : Limits.StandardSecondsMax;
        var state = new ExecutionState(start, turn.Now)
        {
            Deadline = turn.Now.AddSeconds(Math.Min(definition.TimeoutSeconds ?? most, most)),
        };
        return new StepRun(definition, state, turn).Start();
    }

    /// <summary>Decides what follows from something that happened.</summary>
    public static Step Next(StateMachineDefinition definition, ExecutionState state, Happening happening, StepTurn turn) =>
        state.Status == ExecutionStatus.Running
            ? new StepRun(definition, state.Clone(), turn).Next(happening, state)
            : new Step(state, [], [], Accepted: false);
}
