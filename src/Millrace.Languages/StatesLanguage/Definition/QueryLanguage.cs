namespace Millrace.Languages.StatesLanguage;

/// <summary>The language a state's fields are written in. Source: Amazon States Language, QueryLanguage.</summary>
public enum QueryLanguage
{
    /// <summary>Paths, intrinsic functions and keys that end in <c>.$</c>; the default.</summary>
    JsonPath,

    /// <summary>Expressions between <c>{%</c> and <c>%}</c>.</summary>
    Jsonata,
}
