namespace Millrace.Languages.EventPatterns;

/// <summary>Reads what <c>anything-but</c> excludes. Most mistakes inside its lists are located twice, as AWS does.</summary>
internal static class AnythingButParser
{
    /// <summary>Reads behind the name up to and with the closing brace.</summary>
    public static Matcher Read(PatternReader reader)
    {
        string? operation = null;
        if (reader.Next() == PatternToken.ObjectStart)
        {
            if (reader.Next() != PatternToken.Name)
            {
                throw reader.Reject("Anything-But expression name not found");
            }

            operation = reader.Name;
            if (operation is not ("equals-ignore-case" or "prefix" or "suffix" or "wildcard"))
            {
                throw reader.Reject($"Unsupported anything-but pattern: {operation}");
            }

            reader.Next();
        }

        var excluded = reader.Current switch
        {
            PatternToken.ArrayStart => operation is null ? ReadValues(reader) : ReadTexts(reader, operation),
            PatternToken.String when operation is not null => [ReadText(reader, operation, reader.Reject)],
            PatternToken.Number when operation is not null => throw reader.Reject(WrongKind(operation)),
            PatternToken.String => [new StringMatcher(reader.Text())],
            PatternToken.Number => [new NumberMatcher(reader.Text())],
            _ => throw reader.Reject("Value of anything-but must be an array or single string/number value."),
        };
        var matcher = MatchExpressionParser.CloseAfterList(reader, new AnythingButMatcher(excluded));
        return operation is null ? matcher : MatchExpressionParser.CloseAfterList(reader, matcher);
    }

    private static List<Matcher> ReadValues(PatternReader reader)
    {
        var values = new List<Matcher>();
        while (reader.Next() != PatternToken.ArrayEnd)
        {
            values.Add(
                reader.Current switch
                {
                    PatternToken.String => new StringMatcher(reader.Text()),
                    PatternToken.Number => new NumberMatcher(reader.Text()),
                    _ => throw reader.RejectInList("Inside anything but list, start|null|boolean is not supported."),
                }
            );
        }

        if (values.Exists(value => value is StringMatcher) == values.Exists(value => value is NumberMatcher))
        {
            throw reader.Reject("Inside anything but list, either all values are number or string, mixed type is not supported");
        }

        return values;
    }

    private static List<Matcher> ReadTexts(PatternReader reader, string operation)
    {
        var texts = new List<string>();
        while (reader.Next() != PatternToken.ArrayEnd)
        {
            if (reader.Current != PatternToken.String)
            {
                throw reader.RejectInList(WrongKind(operation));
            }

            texts.Add(CheckText(operation, reader.Text(), reader.RejectInList));
        }

        // Wildcards are looked into once the list is complete, in an order of Java's, and their mistakes located once.
        return JavaHashOrder.Of(texts, text => $"\"{text}\"").ConvertAll(text => Exclude(reader, operation, text));
    }

    private static Matcher ReadText(PatternReader reader, string operation, Func<string, PatternException> reject) =>
        Exclude(reader, operation, CheckText(operation, reader.Text(), reject));

    private static string CheckText(string operation, string text, Func<string, PatternException> reject) =>
        text.Length == 0 && operation is ("prefix" or "suffix") ? throw reject("Null prefix/suffix not allowed") : text;

    private static Matcher Exclude(PatternReader reader, string operation, string text) =>
        operation switch
        {
            "prefix" => new PrefixMatcher(text),
            "suffix" => new SuffixMatcher(text),
            "wildcard" => MatchExpressionParser.ParseWildcard(reader, text),
            _ => new IgnoreCaseMatcher(text, IgnoreCasePart.Whole),
        };

    private static string WrongKind(string operation) =>
        operation switch
        {
            "equals-ignore-case" => "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
            "wildcard" => "wildcard match pattern must be a string",
            _ => "prefix/suffix match pattern must be a string",
        };
}
