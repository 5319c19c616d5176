namespace Millrace.Languages.StatesLanguage;

/// <summary>What went wrong in a state: its name, as Retry and Catch see it, and a text for people. Either may be missing.</summary>
/// <param name="Name">Such as <c>States.Timeout</c> or a function's own exception; null when none was given.</param>
/// <param name="Cause">The text; null when none was given.</param>
/// <param name="MissedHeartbeat">
/// A heartbeat was late. History calls that States.Timeout as recorded, yet States.HeartbeatTimeout matches it too (Developer Guide).
/// </param>
public readonly record struct StateError(string? Name, string? Cause, bool MissedHeartbeat = false)
{
    /// <summary>Whether Retry and Catch may deal with it. A States.Runtime error ends the execution (Developer Guide, Error names; recorded).</summary>
    public bool MayBeHandled => !string.Equals(Name, ErrorNames.Runtime, StringComparison.Ordinal);
}
