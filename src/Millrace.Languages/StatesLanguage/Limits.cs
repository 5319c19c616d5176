namespace Millrace.Languages.StatesLanguage;

/// <summary>Every number of the language, with its source.</summary>
public static class Limits
{
    /// <summary>Bytes of a definition. Source: Step Functions quotas, maximum request size 1 MB.</summary>
    public const int DefinitionBytesMax = 1_048_576;

    /// <summary>UTF-8 bytes of an input, output or result. Source: Step Functions quotas.</summary>
    public const int DataBytesMax = 262_144;

    /// <summary>UTF-8 bytes of all variables of a scope. Source: Developer Guide, variable limits (10 MiB).</summary>
    public const int VariablesBytesMax = 10_485_760;

    /// <summary>Levels of nesting in data; beyond it no JSON text could be read back. Ours.</summary>
    public const int DataDepthMax = 900;

    /// <summary>Seconds a Standard execution may take: a year. Source: Step Functions quotas.</summary>
    public const long StandardSecondsMax = 31_536_000;

    /// <summary>Seconds an Express execution may take. Source: Step Functions quotas.</summary>
    public const long ExpressSecondsMax = 300;

    /// <summary>Events of a Standard execution's history. Source: Step Functions quotas.</summary>
    public const int HistoryEventsMax = 25_000;

    /// <summary>Characters of a state's name. Source: Amazon States Language.</summary>
    public const int StateNameCharactersMax = 80;

    /// <summary>Characters of a distributed Map's label. Source: Step Functions Developer Guide, Label.</summary>
    public const int LabelCharactersMax = 40;

    /// <summary>Units of work of one JSONata expression, around a tenth of a second. Ours: an execution must not hold its partition.</summary>
    public const long JsonataStepsMax = 2_000_000;

    /// <summary>Units of work of all expressions of a state, around a second. Ours, for the same reason.</summary>
    public const long StateWorkMax = 20_000_000;

    /// <summary>UTF-8 bytes of what all expressions of a state give, kept or not. Ours: enough for all variables and a payload.</summary>
    public const long StateBytesMax = 16L * 1024 * 1024;

    /// <summary>Units of work of the item selector of one map run, some ten seconds. Ours: its inputs are made in one go.</summary>
    public const long MapRunWorkMax = 200_000_000;

    /// <summary>UTF-8 bytes of what one JSONata expression answers. Ours: it may still be cut down before it leaves the state.</summary>
    public const long JsonataResultBytesMax = 4L * DataBytesMax;

    /// <summary>Levels of a payload template. Ours: beyond it the diagnostic is TOO_DEEPLY_NESTED.</summary>
    public const int TemplateDepthMax = 100;

    /// <summary>Branches and item processors inside one another. Ours: beyond it the diagnostic is TOO_DEEPLY_NESTED.</summary>
    public const int ScopeDepthMax = 32;

    /// <summary>Iterations of an inline Map at once. Source: Step Functions quotas.</summary>
    public const int InlineConcurrencyMax = 40;

    /// <summary>Child executions of a distributed Map at once. Source: Step Functions quotas.</summary>
    public const int DistributedConcurrencyMax = 10_000;

    /// <summary>Seconds of a Wait, a timeout or a retry interval. Source: Amazon States Language service schema.</summary>
    public const long SecondsMax = 99_999_999;

    /// <summary>Transitions decided in one step before the engine gets a turn. Ours: it keeps a looping execution from holding its partition.</summary>
    public const int TransitionsPerStepMax = 500;

    /// <summary>Diagnostics one validation reports. Source: ValidateStateMachineDefinition, maxResults.</summary>
    public const int DiagnosticsMax = 100;

    /// <summary>Iterations and branches alive at once in one execution. Ours: nested maps multiply.</summary>
    public const int LanesMax = 10_000;
}
