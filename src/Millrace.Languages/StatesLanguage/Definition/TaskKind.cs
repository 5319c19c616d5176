namespace Millrace.Languages.StatesLanguage;

/// <summary>Who does the work of a task; each kind has history events of its own.</summary>
public enum TaskKind
{
    Service,
    LambdaFunction,
    Activity,
}
