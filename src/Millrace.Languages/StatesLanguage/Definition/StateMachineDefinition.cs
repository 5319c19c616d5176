using System.Text;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A whole definition in the Amazon States Language, read and compiled once; immutable and safe to share.</summary>
/// <remarks>Source: states-language.net and the Step Functions Developer Guide, for both query languages.</remarks>
public sealed class StateMachineDefinition
{
    public string? Comment { get; init; }

    /// <summary>The version of the language; AWS knows only "1.0".</summary>
    public string? Version { get; init; }

    public StateMachineType Type { get; init; }

    public QueryLanguage QueryLanguage { get; init; }

    /// <summary>The longest an execution may take, in whole seconds; null for the most of its type: a year, or five minutes.</summary>
    public long? TimeoutSeconds { get; init; }

    /// <summary>The states of the top level.</summary>
    public required StateScope Scope { get; init; }

    /// <summary>Reads and validates a definition.</summary>
    /// <remarks>
    /// Never throws for what the text holds: everything wrong with it is a diagnostic of the result.
    /// <para>Limits: 1 MiB of text, 1,000 levels of JSON, <see cref="Limits.ScopeDepthMax"/> levels of branches and item processors.</para>
    /// </remarks>
    public static ValidationResult Read(ReadOnlySpan<byte> utf8, StateMachineType type = StateMachineType.Standard) =>
        DefinitionReader.Read(utf8, type);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, StateMachineType)"/>
    public static ValidationResult Read(string text, StateMachineType type = StateMachineType.Standard) =>
        Read(Encoding.UTF8.GetBytes(text), type);

    /// <summary>The item processor of a distributed Map as the definition of its child executions.</summary>
    /// <remarks>A child is an execution of its own: it sees neither the variables nor the timeout of its parent.</remarks>
    public StateMachineDefinition ForChildrenOf(MapState map) =>
        new()
        {
            Type = map.ItemProcessor.ExecutionType,
            QueryLanguage = QueryLanguage,
            Scope = map.ItemProcessor.Scope,
        };

    /// <summary>The state of that name in any scope; null when there is none.</summary>
    public State? Find(string name) => Find(Scope, name);

    private static State? Find(StateScope scope, string name)
    {
        if (scope.Find(name) is { } here)
        {
            return here;
        }

        foreach (var state in scope.States)
        {
            var found = state switch
            {
                ParallelState parallel => parallel
                    .Branches.Select(branch => Find(branch, name))
                    .FirstOrDefault(hit => hit is not null),
                MapState map => Find(map.ItemProcessor.Scope, name),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
