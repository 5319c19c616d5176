namespace Millrace.Languages.StatesLanguage;

/// <summary>Whether the states of one scope lead to one another and to an end. Texts and order as AWS answers.</summary>
internal static class TransitionChecks
{
    public static void Check(StateScope scope, string startAtLocation, DiagnosticBag diagnostics)
    {
        CheckTarget(scope, scope.StartAt, startAtLocation, diagnostics);
        foreach (var state in scope.States)
        {
            foreach (var (target, location) in Targets(state))
            {
                CheckTarget(scope, target, location, diagnostics);
            }
        }

        if (!scope.States.Any(IsTerminal))
        {
            // Said without a location, and instead of what cannot be reached.
            diagnostics.Error(DiagnosticCodes.MissingEndState, "Workflow has no terminal state", null);
            return;
        }

        var reachable = Reachable(scope);
        foreach (var state in scope.States.Where(state => !reachable.Contains(state.Name)))
        {
            diagnostics.Error(
                DiagnosticCodes.MissingTransitionTarget,
                $"State \"{state.Name}\" is not reachable.",
                state.Location
            );
        }
    }

    private static void CheckTarget(StateScope scope, string target, string location, DiagnosticBag diagnostics)
    {
        if (scope.Find(target) is null)
        {
            // "Next" whatever the field is called.
            diagnostics.Error(DiagnosticCodes.MissingTransitionTarget, $"Missing 'Next' target: {target}", location);
        }
    }

    private static bool IsTerminal(State state) =>
        state is SucceedState or FailState || (state is not ChoiceState && state.Next is null);

    private static HashSet<string> Reachable(StateScope scope)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { scope.StartAt };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var name))
        {
            if (scope.Find(name) is { } state)
            {
                foreach (var (target, _) in Targets(state))
                {
                    if (reached.Add(target))
                    {
                        open.Enqueue(target);
                    }
                }
            }
        }

        return reached;
    }

    private static IEnumerable<(string Target, string Location)> Targets(State state)
    {
        if (state.Next is { } next)
        {
            yield return (next, state.Location + "/Next");
        }

        if (state is ChoiceState choice)
        {
            for (var i = 0; i < choice.Choices.Count; i++)
            {
                yield return (choice.Choices[i].Next, $"{state.Location}/Choices[{i}]/Next");
            }

            if (choice.Default is { } fallback)
            {
                yield return (fallback, state.Location + "/Default");
            }
        }

        if (state is ResultState { Catch: var catchers })
        {
            for (var i = 0; i < catchers.Count; i++)
            {
                yield return (catchers[i].Next, $"{state.Location}/Catch[{i}]/Next");
            }
        }
    }
}
