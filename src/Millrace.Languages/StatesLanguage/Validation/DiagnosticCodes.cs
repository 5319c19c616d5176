namespace Millrace.Languages.StatesLanguage;

/// <summary>The codes of diagnostics that this library gives. Source: ValidateStateMachineDefinitionDiagnostic; those of JSONata, answers of AWS.</summary>
public static class DiagnosticCodes
{
    public const string DuplicateLabelName = "DUPLICATE_LABEL_NAME";
    public const string DuplicateStateName = "DUPLICATE_STATE_NAME";
    public const string InvalidJsonDescription = "INVALID_JSON_DESCRIPTION";
    public const string InvalidJsonataExpression = "INVALID_JSONATA_EXPRESSION";
    public const string InvalidLabelName = "INVALID_LABEL_NAME";
    public const string InvalidStateName = "INVALID_STATE_NAME";
    public const string MissingDescription = "MISSING_DESCRIPTION";
    public const string MissingEndState = "MISSING_END_STATE";
    public const string MissingTransitionTarget = "MISSING_TRANSITION_TARGET";
    public const string NoDollar = "NO_DOLLAR";
    public const string NoPath = "NO_PATH";
    public const string SchemaValidationFailed = "SCHEMA_VALIDATION_FAILED";
    public const string PassResultIsStatic = "PASS_RESULT_IS_STATIC";
    public const string TooDeeplyNested = "TOO_DEEPLY_NESTED";
    public const string UnsupportedJsonataExpression = "UNSUPPORTED_JSONATA_EXPRESSION";
}
