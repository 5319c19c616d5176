namespace Millrace.Languages.StatesLanguage;

/// <summary>What kind of thing went wrong in an expression; AWS words each kind differently.</summary>
internal enum QueryFault
{
    /// <summary>A path leads nowhere.</summary>
    NotFound,

    /// <summary>An intrinsic function refused its arguments.</summary>
    Intrinsic,

    /// <summary>A JSONata expression raised an error, or was stopped at a limit.</summary>
    Jsonata,

    /// <summary>The text is not an expression of its language.</summary>
    Syntax,

    /// <summary>A JSONata expression wants something of a document; states have none.</summary>
    TopLevelReference,
}
