namespace Millrace;

/// <summary>The aids for investigators and testers under <c>/_millrace/</c>; see docs/aids.md.</summary>
public sealed record AidsOptions
{
    /// <summary>Whether they answer at all.</summary>
    public AidsMode Mode { get; init; } = AidsMode.Auto;

    /// <summary>Whether the clock can be moved. It must be asked for by name: what has expired does not come back.</summary>
    public bool Clock { get; init; }

    /// <summary>
    /// The aids show every message to whoever asks and ask for no signature; so without a word they answer only where everybody who
    /// can reach the server may do everything anyhow, and is on this machine.
    /// </summary>
    /// <param name="authenticates">Whether the server verifies who asks.</param>
    public bool AreOpen(ServerOptions server, bool authenticates) =>
        Mode switch
        {
            AidsMode.On => true,
            AidsMode.Off => false,
            _ => !authenticates && server.IsOnLoopback,
        };
}

/// <summary>When the aids answer.</summary>
public enum AidsMode
{
    /// <summary>On loopback without authentication.</summary>
    Auto,

    /// <summary>To everybody who reaches the server; with authentication on, to whoever may see the operators' pages.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}
