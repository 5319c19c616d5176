using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What a lane waits for inside its state.</summary>
internal abstract record Work
{
    /// <summary>When something falls due if nothing happens first; null for never.</summary>
    public virtual DateTimeOffset? Due => null;
}

/// <summary>A Wait state waits.</summary>
internal sealed record WaitWork(DateTimeOffset Until) : Work
{
    public override DateTimeOffset? Due => Until;
}

/// <summary>A failed state waits for its next try.</summary>
internal sealed record RetryWork(DateTimeOffset Until) : Work
{
    public override DateTimeOffset? Due => Until;
}

/// <summary>A task is out.</summary>
internal sealed record TaskWork(
    long TaskId,
    string? Token,
    DateTimeOffset? Deadline,
    long? HeartbeatSeconds,
    DateTimeOffset? HeartbeatDue
) : Work
{
    public override DateTimeOffset? Due =>
        Deadline is { } deadline && HeartbeatDue is { } heartbeat
            ? (deadline < heartbeat ? deadline : heartbeat)
            : Deadline ?? HeartbeatDue;
}

/// <summary>A distributed Map's children are running.</summary>
internal sealed record MapRunWork(string MapRunArn, long StartedEventId, JsonValue EffectiveInput) : Work;

/// <summary>Branches or iterations are running.</summary>
/// <param name="Results">Their outputs so far, by number.</param>
/// <param name="Open">How many have not ended.</param>
/// <param name="Next">Map: the number of the next item to start.</param>
/// <param name="Items">Map: the items.</param>
/// <param name="EffectiveInput">Map: what <c>$</c> is in the item selector.</param>
internal sealed record ForkWork(JsonValue[] Results, int Open, int Next, JsonArray Items, JsonValue EffectiveInput) : Work
{
    /// <summary>The same with one output more.</summary>
    /// <param name="index">The number of the branch or item.</param>
    /// <param name="output">Its output.</param>
    /// <param name="owned">Whether the outputs belong to this step alone; copied otherwise, because an earlier state has them too.</param>
    public ForkWork Ended(int index, JsonValue output, bool owned)
    {
        var results = owned ? Results : (JsonValue[])Results.Clone();
        results[index] = output;
        return this with { Results = results, Open = Open - 1 };
    }
}
