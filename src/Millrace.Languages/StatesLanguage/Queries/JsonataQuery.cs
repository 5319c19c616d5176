namespace Millrace.Languages.StatesLanguage;

internal static class JsonataQuery
{
    public static Query Compile(string text) => throw new QueryException(QueryFault.Syntax, text);
}
