using System.Collections.Frozen;
using Millrace.Engine;

namespace Millrace.Wire;

/// <summary>Finds the service a request is for: by its JSON target, by its credential scope, by its Query action.</summary>
public sealed class ServiceDirectory
{
    private readonly FrozenDictionary<string, ServiceTable> _byTarget;
    private readonly FrozenDictionary<string, ServiceTable> _bySigningName;
    private readonly FrozenDictionary<string, ServiceTable>.AlternateLookup<ReadOnlySpan<char>> _byTargetSpan;

    public ServiceDirectory(IReadOnlyList<ServiceTable> services)
    {
        Services = services;
        _byTarget = services
            .Where(service => service.Model.TargetPrefix is not null)
            .ToFrozenDictionary(service => service.Model.TargetPrefix!, StringComparer.Ordinal);
        _byTargetSpan = _byTarget.GetAlternateLookup<ReadOnlySpan<char>>();
        _bySigningName = services.ToFrozenDictionary(service => service.Model.SigningName, StringComparer.Ordinal);
    }

    public IReadOnlyList<ServiceTable> Services { get; }

    /// <summary>The service and operation of an <c>X-Amz-Target</c>, such as <c>AmazonSQS.SendMessage</c>.</summary>
    public bool TryFindTarget(ReadOnlySpan<char> target, out ServiceTable? service, out ReadOnlySpan<char> operation)
    {
        var dot = target.LastIndexOf('.');
        operation = target[(dot + 1)..];
        service = null;
        return dot > 0 && _byTargetSpan.TryGetValue(target[..dot], out service);
    }

    /// <summary>
    /// The service of a Query request: that of its credential scope; unsigned, the one whose action it is and whose version, where given.
    /// </summary>
    public ServiceTable? FindQuery(string? signingName, string? action, string? version)
    {
        if (signingName is not null && _bySigningName.TryGetValue(signingName, out var signed))
        {
            return signed;
        }

        return Services.FirstOrDefault(service =>
                action is not null
                && service.Model.Operations.ContainsKey(action)
                && (version is null || version == service.Model.ApiVersion)
            ) ?? Services.FirstOrDefault(service => version == service.Model.ApiVersion);
    }
}
