namespace Millrace.Engine;

/// <summary>What an engine must know of a service to replay its journal: its kinds of resources and facts.</summary>
/// <param name="Kinds">How a resource of each kind begins, by the kind's name.</param>
/// <param name="Facts">How each kind of fact is read back, by its tag.</param>
/// <param name="Composers">For kinds whose calls carry something else than their own fact: what they carry, by the kind's name.</param>
public sealed record ServiceFacts(
    IReadOnlyDictionary<string, Func<ResourceId, Resource>> Kinds,
    IReadOnlyDictionary<ushort, FactReading> Facts,
    IReadOnlyDictionary<string, CallComposing> Composers
)
{
    public ServiceFacts(
        IReadOnlyDictionary<string, Func<ResourceId, Resource>> kinds,
        IReadOnlyDictionary<ushort, FactReading> facts
    )
        : this(kinds, facts, new Dictionary<string, CallComposing>(StringComparer.Ordinal)) { }

    /// <summary>What all of a program's services record, in one table.</summary>
    public static ServiceFacts Of(IReadOnlyList<ServiceTable> services) =>
        new(
            services.SelectMany(service => service.Facts.Kinds).ToDictionary(StringComparer.Ordinal),
            services.SelectMany(service => service.Facts.Facts).ToDictionary(),
            services.SelectMany(service => service.Facts.Composers).ToDictionary(StringComparer.Ordinal)
        );
}
