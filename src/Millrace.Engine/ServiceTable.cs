using System.Collections.Frozen;
using Millrace.Api;

namespace Millrace.Engine;

/// <summary>One service as the rest of the house sees it: its model, its operations, its facts.</summary>
public sealed class ServiceTable
{
    private readonly FrozenDictionary<string, string[]> _actions;

    public ServiceTable(ServiceModel model, IEnumerable<OperationRow> rows, ServiceFacts facts)
    {
        Model = model;
        Facts = facts;
        Operations = rows.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);
        _actions = Operations.Values.ToFrozenDictionary(
            row => row.Name,
            row => row.Permissions.Select(permission => $"{model.Name}:{permission}").ToArray(),
            StringComparer.Ordinal
        );
    }

    public ServiceModel Model { get; }

    public ServiceFacts Facts { get; }

    /// <summary>The operations that are offered, by name; all others of the model answer that they are not supported.</summary>
    public FrozenDictionary<string, OperationRow> Operations { get; }

    /// <summary>What a caller of one of these operations must be allowed, as policies write it: <c>sqs:SendMessage</c>.</summary>
    public IReadOnlyList<string> ActionsOf(OperationRow row) => _actions[row.Name];
}
