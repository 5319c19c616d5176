namespace Millrace.Languages.StatesLanguage;

internal static class IntrinsicQuery
{
    public static Query Compile(string text) => throw new QueryException(QueryFault.Syntax, text);
}
