using System.Collections.Frozen;
using Millrace.Api;

namespace Millrace.Engine;

/// <summary>One service as the rest of the house sees it: its model, its operations, its facts.</summary>
public sealed class ServiceTable(ServiceModel model, IEnumerable<OperationRow> rows, ServiceFacts facts)
{
    public ServiceModel Model { get; } = model;

    public ServiceFacts Facts { get; } = facts;

    /// <summary>The operations that are offered, by name; all others of the model answer that they are not supported.</summary>
    public FrozenDictionary<string, OperationRow> Operations { get; } =
        rows.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);
}
