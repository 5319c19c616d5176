namespace Millrace.Languages.StatesLanguage;

internal static class PathTarget
{
    public static ReferenceTarget Compile(string text) => throw new QueryException(QueryFault.Syntax, text);
}
