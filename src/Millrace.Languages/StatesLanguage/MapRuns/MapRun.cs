using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>The progress of a map run: which children to start next, and when the run is over.</summary>
/// <remarks>
/// Running → Succeeded, or Failed as soon as more items have failed than are tolerated. Pure: the engine starts what
/// <see cref="StartNext"/> names, tells each end once, and stops what runs when <see cref="Status"/> is Failed.
/// <para>Source: Developer Guide, Using Map state in Distributed mode, ToleratedFailureCount and ToleratedFailurePercentage.</para>
/// </remarks>
public sealed class MapRun
{
    private readonly IReadOnlyList<int> _itemCounts;
    private readonly JsonValue[] _outputs;
    private readonly long _concurrency;
    private readonly long? _toleratedCount;
    private readonly double? _toleratedPercentage;
    private readonly long _items;
    private readonly bool _flatten;
    private int _next;

    public MapRun(MapRunPlan plan, MapRunInputs inputs)
    {
        _itemCounts = inputs.ItemCounts;
        _outputs = new JsonValue[inputs.Inputs.Count];
        _items = _itemCounts.Sum(count => (long)count);
        _concurrency = plan.MaxConcurrency is 0
            ? Limits.DistributedConcurrencyMax
            : Math.Min(plan.MaxConcurrency, Limits.DistributedConcurrencyMax);
        _flatten = plan.ResultWriter?.Transformation is "FLATTEN";
        _toleratedCount = plan.ToleratedFailureCount;
        _toleratedPercentage = plan.ToleratedFailurePercentage;
    }

    /// <summary>Children that have been started and have not ended.</summary>
    public int Running { get; private set; }

    public int Succeeded { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Items of the children that have failed.</summary>
    public long FailedItems { get; private set; }

    public int Pending => _outputs.Length - _next;

    public ExecutionStatus Status =>
        IsBeyondTolerance ? ExecutionStatus.Failed
        : Running == 0 && Pending == 0 ? ExecutionStatus.Succeeded
        : ExecutionStatus.Running;

    /// <summary>What the run has failed with. Text as recorded.</summary>
    public static StateError ToleranceExceeded { get; } =
        new(ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");

    private bool IsBeyondTolerance =>
        FailedItems > 0
        && (
            _toleratedCount is null && _toleratedPercentage is null
            || FailedItems > _toleratedCount
            || FailedItems * 100.0 / _items > _toleratedPercentage
        );

    /// <summary>The numbers of the children to start now, which then count as running.</summary>
    public IReadOnlyList<int> StartNext()
    {
        var start = new List<int>();
        while (Status == ExecutionStatus.Running && Running < _concurrency && _next < _outputs.Length)
        {
            start.Add(_next++);
            Running++;
        }

        return start;
    }

    /// <summary>A child has succeeded.</summary>
    public void Succeed(int child, JsonValue output)
    {
        End(child, output);
        Succeeded++;
    }

    /// <summary>A child has failed, timed out or been stopped. A tolerated failure stands in the results as its error and cause.</summary>
    public void Fail(int child, string? error, string? cause)
    {
        End(child, JsonObject.Of(("Error", error), ("Cause", cause)));
        Failed++;
        FailedItems += _itemCounts[child];
    }

    /// <summary>The outputs of the children in order: the result of the Map where nothing is written elsewhere.</summary>
    /// <remarks>
    /// With the transformation FLATTEN, the items of outputs that are lists take their place. NONE, which shows what is known of
    /// each child beside its output, is for the engine: it alone knows.
    /// </remarks>
    public JsonArray Results() =>
        _flatten
            ? JsonArray.From(_outputs.SelectMany(output => output.IsArray ? output.AsArray() : JsonArray.Of(output)))
            : JsonArray.Of(_outputs);

    private void End(int child, JsonValue output)
    {
        if (child >= _next || !_outputs[child].IsUndefined)
        {
            throw new ArgumentException($"The child {child} is not running.", nameof(child));
        }

        _outputs[child] = output;
        Running--;
    }
}
