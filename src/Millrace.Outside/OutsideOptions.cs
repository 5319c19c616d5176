namespace Millrace.Outside;

/// <summary>What may leave the machine, and how; see docs/outside.md.</summary>
public sealed record OutsideOptions
{
    /// <summary>Seconds that a web hook or a stream has to answer in, connecting included; AWS gives a web hook fifteen.</summary>
    public int TimeoutSeconds { get; init; } = 15;

    /// <summary>Whether certificates must be valid for their host. False trusts everybody, for endpoints that sign their own.</summary>
    public bool VerifyCertificates { get; init; } = true;

    /// <summary>
    /// Whether web hooks may be at link-local addresses (169.254.0.0/16, fe80::/10). Machines in a cloud find their own credentials
    /// there, so it must be asked for by name.
    /// </summary>
    public bool AllowLinkLocalAddresses { get; init; }

    /// <summary>Refuses web hooks at addresses of private networks; on premises that is where most of them are.</summary>
    public bool ForbidPrivateAddresses { get; init; }

    /// <summary>Refuses web hooks on this machine itself.</summary>
    public bool ForbidLoopbackAddresses { get; init; }

    /// <summary>Networks that web hooks may be in whatever else is forbidden, such as <c>10.1.0.0/16, fd12::/16</c>.</summary>
    public string AllowedNetworks { get; init; } = "";

    /// <summary>Networks that no web hook may be in, whatever is allowed.</summary>
    public string ForbiddenNetworks { get; init; } = "";

    public FirehoseOptions Firehose { get; init; } = new();

    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>What makes no sense, and the rule it breaks; null when everything does.</summary>
    public (string Name, string Rule)? FindMistake() =>
        TimeoutSeconds is < 1 or > 300 ? ("outside.timeoutSeconds", "is 1 to 300")
        : !AddressRules.TryReadNetworks(AllowedNetworks, out _) ? ("outside.allowedNetworks", AddressRules.NetworksRule)
        : !AddressRules.TryReadNetworks(ForbiddenNetworks, out _) ? ("outside.forbiddenNetworks", AddressRules.NetworksRule)
        : Firehose.FindMistake() ?? Smtp.FindMistake();
}
