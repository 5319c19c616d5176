namespace Millrace.Languages.JsonPath;

/// <summary>Which paths a service takes, and what it makes of one that leads nowhere.</summary>
/// <remarks>Every switch is on in <see cref="Jayway"/>; a path that uses one that is off is an invalid path.</remarks>
public sealed record JsonPathDialect
{
    /// <summary>The whole language, as the Java library takes it: the root may be left out (<c>a.b</c> is <c>$.a.b</c>).</summary>
    public static JsonPathDialect Jayway { get; } = new();

    /// <summary>Paths of the Amazon States Language: as <see cref="Jayway"/>, but they start with <c>$</c>.</summary>
    /// <remarks>Source: Step Functions Developer Guide, "Using JSONPath paths"; Amazon States Language, "Paths".</remarks>
    public static JsonPathDialect StepFunctions { get; } = new() { RootOptional = false };

    /// <summary><c>InputPath</c> and <c>InputPathsMap</c> of an EventBridge target.</summary>
    /// <remarks>
    /// Names after dots, of letters, digits, <c>_</c> and <c>-</c>; <c>[0]</c> and <c>[*]</c>; at most 256 characters.
    /// Source: the pattern of TargetInputPath in the EventBridge API.
    /// </remarks>
    public static JsonPathDialect EventBridge { get; } =
        new()
        {
            RootOptional = false,
            QuotedNames = false,
            DeepScan = false,
            Slices = false,
            Unions = false,
            NegativeIndexes = false,
            Filters = false,
            NamePunctuation = "_-",
            PathCharactersMax = 256,
            MissIsUndefined = true,
        };

    /// <summary>Paths inside the input template of an EventBridge pipe.</summary>
    /// <remarks>As <see cref="EventBridge"/>, with slashes in names. Source: EventBridge User Guide, "Pipes input transformation".</remarks>
    public static JsonPathDialect Pipes { get; } = EventBridge with { NamePunctuation = "_-/" };

    /// <summary><c>$input.path(…)</c> and <c>$input.json(…)</c> of an API Gateway mapping template.</summary>
    public static JsonPathDialect ApiGateway { get; } = new() { MissIsUndefined = true };

    /// <summary>Whether <c>$</c> may be left out, and <c>@</c> written for it.</summary>
    public bool RootOptional { get; init; } = true;

    /// <summary><c>['name']</c> and <c>["name"]</c>.</summary>
    public bool QuotedNames { get; init; } = true;

    /// <summary><c>..name</c>.</summary>
    public bool DeepScan { get; init; } = true;

    /// <summary><c>*</c> and <c>[*]</c>.</summary>
    public bool Wildcards { get; init; } = true;

    /// <summary><c>[1:3]</c>.</summary>
    public bool Slices { get; init; } = true;

    /// <summary><c>[0,2]</c> and <c>['a','b']</c>.</summary>
    public bool Unions { get; init; } = true;

    /// <summary><c>[-1]</c> and <c>[(@.length-1)]</c>.</summary>
    public bool NegativeIndexes { get; init; } = true;

    /// <summary><c>[?(@.a == 1)]</c>.</summary>
    public bool Filters { get; init; } = true;

    /// <summary>What a name after a dot may hold besides ASCII letters and digits; null for anything but path syntax.</summary>
    public string? NamePunctuation { get; init; }

    /// <summary>Characters of a path; never more than <see cref="JsonPathLimits.PathCharactersMax"/>.</summary>
    public int PathCharactersMax { get; init; } = JsonPathLimits.PathCharactersMax;

    /// <summary>Whether a path that leads nowhere gives undefined (a list: an empty one) instead of an error.</summary>
    public bool MissIsUndefined { get; init; }
}
