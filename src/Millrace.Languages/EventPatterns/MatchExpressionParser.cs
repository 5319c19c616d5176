namespace Millrace.Languages.EventPatterns;

/// <summary>Reads a match expression: the object, of one key, in a field's array. All texts of rejections are AWS's.</summary>
internal static class MatchExpressionParser
{
    private const string OneKeyOnly = "Only one key allowed in match expression";
    private const string TooManyElements = "Too many elements in numeric expression";
    private const string IgnoreCase = "equals-ignore-case";

    /// <summary>Reads behind the opening brace up to and with the closing one.</summary>
    public static Matcher Read(PatternReader reader)
    {
        if (reader.Next() != PatternToken.Name)
        {
            throw reader.Reject("Match expression name not found");
        }

        switch (reader.Name)
        {
            case "exactly":
                return Close(reader, new StringMatcher(ReadString(reader, "exact match pattern must be a string")));
            case "prefix":
                return ReadPart(reader, "prefix", IgnoreCasePart.Start);
            case "suffix":
                return ReadPart(reader, "suffix", IgnoreCasePart.End);
            case IgnoreCase:
                return Close(reader, new IgnoreCaseMatcher(ReadIgnoreCaseText(reader), IgnoreCasePart.Whole));
            case "wildcard":
                return Close(reader, ParseWildcard(reader, ReadString(reader, "wildcard match pattern must be a string")));
            case "cidr":
                // AWS copied this text from the prefix.
                return Close(reader, ParseCidr(ReadString(reader, "prefix match pattern must be a string")));
            case "exists":
                return Close(reader, ReadExists(reader));
            case "numeric":
                return ReadNumeric(reader);
            case "anything-but":
                return AnythingButParser.Read(reader);
            default:
                throw reader.Reject($"Unrecognized match type {reader.Name}");
        }
    }

    /// <summary>A wildcard whose text has been read.</summary>
    public static WildcardMatcher ParseWildcard(PatternReader reader, string text)
    {
        try
        {
            return WildcardMatcher.Parse(text);
        }
        catch (FormatException exception)
        {
            throw reader.Reject(exception.Message);
        }
    }

    /// <summary>Requires the end of the expression.</summary>
    public static Matcher Close(PatternReader reader, Matcher matcher, string otherwise = OneKeyOnly) =>
        reader.Next() == PatternToken.ObjectEnd ? matcher : throw reader.Reject(otherwise);

    /// <summary>As <see cref="Close"/>, in the words that lists and ranges are refused with.</summary>
    public static Matcher CloseAfterList(PatternReader reader, Matcher matcher) => Close(reader, matcher, TooManyElements);

    private static string ReadString(PatternReader reader, string otherwise) =>
        reader.Next() == PatternToken.String ? reader.Text() : throw reader.Reject(otherwise);

    private static string ReadIgnoreCaseText(PatternReader reader) =>
        ReadString(reader, "equals-ignore-case match pattern must be a string");

    private static Matcher ReadPart(PatternReader reader, string operation, IgnoreCasePart part)
    {
        if (reader.Next() == PatternToken.ObjectStart)
        {
            if (reader.Next() != PatternToken.Name)
            {
                throw reader.Reject($"{char.ToUpperInvariant(operation[0])}{operation[1..]} expression name not found");
            }

            if (reader.Name != IgnoreCase)
            {
                throw reader.Reject($"Unsupported {operation} pattern: {reader.Name}");
            }

            return Close(reader, Close(reader, new IgnoreCaseMatcher(ReadIgnoreCaseText(reader), part)));
        }

        if (reader.Current != PatternToken.String)
        {
            throw reader.Reject($"{operation} match pattern must be a string");
        }

        var text = reader.Text();
        return Close(reader, part == IgnoreCasePart.Start ? new PrefixMatcher(text) : new SuffixMatcher(text));
    }

    private static CidrMatcher ParseCidr(string text)
    {
        try
        {
            return CidrMatcher.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new PatternException(new PatternRejection(exception.Message, Location: ""));
        }
    }

    private static ExistsMatcher ReadExists(PatternReader reader) =>
        reader.Next() switch
        {
            PatternToken.True => new ExistsMatcher(true),
            PatternToken.False => new ExistsMatcher(false),
            _ => throw reader.Reject("exists match pattern must be either true or false."),
        };

    private static Matcher ReadNumeric(PatternReader reader)
    {
        if (reader.Next() != PatternToken.ArrayStart)
        {
            throw reader.Reject("Value of numeric must be an array.");
        }

        if (reader.Next() != PatternToken.String)
        {
            throw reader.Reject($"Invalid member in numeric match: {reader.Text()}");
        }

        var operation = reader.Text();
        reader.Next();
        switch (operation)
        {
            case "=":
                var only = ReadBound(reader, "equals");
                EndArray(reader, TooManyElements);
                return CloseAfterList(reader, new NumericMatcher(only, false, only, false));
            case "<" or "<=":
                var top = ReadBound(reader, operation);
                EndArray(reader, TooManyElements);
                return CloseAfterList(reader, new NumericMatcher(double.NegativeInfinity, false, top, operation == "<"));
            case ">" or ">=":
                return ReadRange(reader, operation);
            default:
                throw reader.Reject($"Unrecognized numeric range operator: {operation}");
        }
    }

    private static Matcher ReadRange(PatternReader reader, string operation)
    {
        var low = ReadBound(reader, operation);
        if (reader.Next() == PatternToken.ArrayEnd)
        {
            return CloseAfterList(reader, new NumericMatcher(low, operation == ">", double.PositiveInfinity, false));
        }

        if (reader.Current != PatternToken.String)
        {
            throw reader.Reject($"Bad value in numeric range: {reader.Text()}");
        }

        var upper = reader.Text();
        if (upper is not ("<" or "<="))
        {
            throw reader.Reject($"Bad numeric range operator: {upper}");
        }

        reader.Next();
        var high = ReadBound(reader, upper);
        EndArray(reader, "Too many terms in numeric range expression");
        if (low >= high)
        {
            throw reader.Reject("Bottom must be less than top");
        }

        return CloseAfterList(reader, new NumericMatcher(low, operation == ">", high, upper == "<"));
    }

    private static double ReadBound(PatternReader reader, string operation)
    {
        if (reader.Current != PatternToken.Number)
        {
            throw reader.Reject($"Value of {operation} must be numeric");
        }

        var number = NumberValue.Parse(reader.Text());
        if (!double.IsFinite(number.Value))
        {
            throw reader.Reject($"Cannot compare number : {reader.Text()}");
        }

        return number.Value;
    }

    private static void EndArray(PatternReader reader, string otherwise)
    {
        if (reader.Next() != PatternToken.ArrayEnd)
        {
            throw reader.Reject(otherwise);
        }
    }
}
