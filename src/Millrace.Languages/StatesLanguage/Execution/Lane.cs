using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>One line of states that is being walked: the whole execution, a branch of a Parallel, an iteration of a Map.</summary>
internal sealed class Lane
{
    /// <summary>The id of the lane that every other one comes from.</summary>
    public const int Root = 1;

    public required int Id { get; init; }

    /// <summary>The lane whose state opened this one; 0 for the root.</summary>
    public required int Parent { get; init; }

    /// <summary>The number of the branch or item, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Map: the item, for the context object; undefined in other lanes.</summary>
    public JsonValue Item { get; init; }

    public required string StateName { get; set; }

    /// <summary>The raw input of the state.</summary>
    public JsonValue Input { get; set; }

    /// <summary>The variables of this lane's own scope.</summary>
    public JsonObject Variables { get; set; } = JsonObject.Empty;

    /// <summary>What the state waits for; null when it is still to be entered.</summary>
    public Work? Work { get; set; }

    /// <summary>The last event of this lane: what the next one follows.</summary>
    public long LastEventId { get; set; }

    public long EnteredEventId { get; set; }

    /// <summary>Whether the state has been entered and not left. Only a lane whose turn has not come yet stands between two states.</summary>
    public bool IsInside { get; set; }

    /// <summary>The last event before the state was entered.</summary>
    public long EventBeforeEntry { get; set; }

    public DateTimeOffset EnteredTime { get; set; }

    /// <summary>How often the state has been tried again.</summary>
    public int RetryCount { get; set; }

    /// <summary>The same by retrier; never written to, always replaced.</summary>
    public int[] Attempts { get; set; } = [];

    /// <summary>The states of the lane; found again from the definition after reading.</summary>
    public StateScope? Scope { get; set; }

    public State State => Scope![StateName];

    /// <summary>Whether the outputs in <see cref="ForkWork"/> have been copied in this step, and may be written to.</summary>
    public bool OwnsResults { get; set; }

    public Lane Clone()
    {
        var clone = (Lane)MemberwiseClone();
        clone.OwnsResults = false;
        return clone;
    }
}
