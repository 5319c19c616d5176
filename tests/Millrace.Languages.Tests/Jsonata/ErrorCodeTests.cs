using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.Tests.Jsonata;

public class ErrorCodeTests
{
    [Theory]
    [InlineData("'abc", "S0101", "String literal must be terminated by a matching quote")]
    [InlineData("1e999", "S0102", "Number out of range: \"1e999\"")]
    [InlineData("\"\\q\"", "S0103", "Unsupported escape sequence: \\\"q\"")]
    [InlineData("\"\\u12\"", "S0104", "The escape sequence \\u must be followed by 4 hex digits")]
    [InlineData("`abc", "S0105", "Quoted property name must be terminated with a backquote (`)")]
    [InlineData("/* abc", "S0106", "Comment has no closing tag")]
    [InlineData("a b", "S0201", "Syntax error: \"b\"")]
    [InlineData("[1,2)", "S0202", "Expected \"]\", got \")\"")]
    [InlineData("[1,2", "S0203", "Expected \"]\" before end of expression")]
    [InlineData("1 ! 2", "S0204", "Unknown operator: \"!\"")]
    [InlineData("1 +", "S0207", "Unexpected end of expression")]
    [InlineData("function(x) { 1 }", "S0208", "Parameter 1 of function definition must be a variable name (start with $)")]
    [InlineData("*{'b': 1}[0]", "S0209", "A predicate cannot follow a grouping expression in a step")]
    [InlineData("a{'b': 1}{'c': 1}", "S0210", "Each step can only have one grouping expression")]
    [InlineData("@ a", "S0211", "The symbol \"@\" cannot be used as a unary operator")]
    [InlineData("a := 1", "S0212", "The left side of := must be a variable name (start with $)")]
    [InlineData("a.1", "S0213", "The literal value 1 cannot be used as a step within a path expression")]
    [InlineData("a@b", "S0214", "The right side of \"@\" must be a variable name (start with $)")]
    [InlineData("a[0]@$b", "S0215", "A context variable binding must precede any predicates on a step")]
    [InlineData("a^(b)@$c", "S0216", "A context variable binding must precede the 'order-by' clause on a step")]
    [InlineData("%", "S0217", "The object representing the 'parent' cannot be derived from this expression")]
    [InlineData("//", "S0301", "Empty regular expressions are not allowed")]
    [InlineData("/a", "S0302", "No terminating / in regular expression")]
    [InlineData("/a**/", "S0303", "Invalid regular expression: \"a**\"")]
    [InlineData("function($a)<s<n>> { $a }", "S0401", "Type parameters can only be applied to functions and arrays")]
    [InlineData("function($a)<(sa<n>)> { $a }", "S0402", "Choice groups containing parameterized types are not supported")]
    public void A_wrong_expression_is_refused_with_a_code_and_its_text(string expression, string code, string message) =>
        AssertError(Assert.Throws<JsonataException>(() => JsonataExpression.Compile(expression)), code, message);

    [Theory]
    [InlineData("$length(1)", "T0410", "Argument 1 of function \"length\" does not match function signature")]
    [InlineData("$length()", "T0411", "Context value is not a compatible type with argument 1 of function \"length\"")]
    [InlineData("$sum(['a'])", "T0412", "Argument 1 of function \"sum\" must be an array of \"numbers\"")]
    [InlineData("{1: 2}", "T1003", "Key in object structure must evaluate to a string; got: 1")]
    [InlineData("sum([1])", "T1005", "Attempted to invoke a non-function. Did you mean $sum?")]
    [InlineData("$nothing(1)", "T1006", "Attempted to invoke a non-function")]
    [InlineData("sum(?)", "T1007", "Attempted to partially apply a non-function. Did you mean $sum?")]
    [InlineData("nothing(?)", "T1008", "Attempted to partially apply a non-function")]
    [InlineData(
        "$split('a', $uppercase)",
        "T1010",
        "The matcher function argument passed to function \"split\" does not return the correct object structure"
    )]
    [InlineData("'a' + 1", "T2001", "The left side of the \"+\" operator must evaluate to a number")]
    [InlineData("1 * null", "T2002", "The right side of the \"*\" operator must evaluate to a number")]
    [InlineData("[1.5..2]", "T2003", "The left side of the range operator (..) must evaluate to an integer")]
    [InlineData("[1..'a']", "T2004", "The right side of the range operator (..) must evaluate to an integer")]
    [InlineData("1 ~> 2", "T2006", "The right side of the function application operator ~> must be a function")]
    [InlineData("[1, 'a']^($)", "T2007", "Type mismatch when comparing values 1 and \"a\" in order-by clause")]
    [InlineData("[{}, {}]^($)", "T2008", "The expressions within an order-by clause must evaluate to numeric or string values")]
    [InlineData("1 < 'a'", "T2009", "The values 1 and \"a\" either side of operator \"<\" must be of the same data type")]
    [InlineData("1 < null", "T2010", "The expressions either side of operator \"<\" must evaluate to numeric or string values")]
    [InlineData(
        "{'a': 1} ~> |$|5|",
        "T2011",
        "The insert/update clause of the transform expression must evaluate to an object: 5"
    )]
    [InlineData(
        "{'a': 1} ~> |$|{}, 5|",
        "T2012",
        "The delete clause of the transform expression must evaluate to a string or array of strings: 5"
    )]
    [InlineData(
        "($clone := 1; {} ~> |$|{}|)",
        "T2013",
        "The transform expression clones the input object using the $clone() function.  This has been overridden in the current scope by a non-function."
    )]
    [InlineData("1e300 * 1e300 + 1", "D1001", "Number out of range: null")]
    [InlineData("-'a'", "D1002", "Cannot negate a non-numeric value: \"a\"")]
    [InlineData("$match('ab', /x*/)", "D1004", "Regular expression matches zero length string")]
    [InlineData("{'a': 1, 'a': 2}", "D1009", "Multiple key definitions evaluate to same key: \"a\"")]
    [InlineData(
        "{'_jsonata_lambda': 1}",
        "D1013",
        "Object property names starting with _jsonata_ are reserved for internal use: \"_jsonata_lambda\""
    )]
    [InlineData(
        "[0..10000000]",
        "D2014",
        "The size of the sequence allocated by the range operator (..) must not exceed 1e7.  Attempted to allocate 10000001."
    )]
    [InlineData("$string(1/0)", "D3001", "Attempting to invoke string function on Infinity or NaN")]
    [InlineData("$replace('a', '', 'b')", "D3010", "Second argument of replace function cannot be an empty string")]
    [InlineData("$replace('a', 'a', 'b', -1)", "D3011", "Fourth argument of replace function must evaluate to a positive number")]
    [InlineData("$replace('a', /a/, function() { 1 })", "D3012", "Attempted to replace a matched string with a non-string value")]
    [InlineData("$split('a', 'b', -1)", "D3020", "Third argument of split function must evaluate to a positive number")]
    [InlineData("$number('a')", "D3030", "Unable to cast value to a number: \"a\"")]
    [InlineData("$match('a', /a/, -1)", "D3040", "Third argument of match function must evaluate to a positive number")]
    [InlineData(
        "$reduce([1, 2], function($a) { $a })",
        "D3050",
        "The second argument of reduce function must be a function with at least two arguments"
    )]
    [InlineData("$sqrt(-4)", "D3060", "The sqrt function cannot be applied to a negative number: -4")]
    [InlineData(
        "$power(10, 1000)",
        "D3061",
        "The power function has resulted in a value that cannot be represented as a JSON number: base=10, exponent=1000"
    )]
    [InlineData(
        "$sort([1, 'a'])",
        "D3070",
        "The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function"
    )]
    [InlineData("$formatBase(1, 99)", "D3100", "The radix of the formatBase function must be between 2 and 36.  It was given 99")]
    [InlineData(
        "$toMillis('1/2/2018')",
        "D3110",
        "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given \"1/2/2018\""
    )]
    [InlineData("$eval('1 +')", "D3120", "Syntax error in expression passed to function eval: \"Unexpected end of expression\"")]
    [InlineData(
        "$eval('-\"a\"')",
        "D3121",
        "Dynamic error evaluating the expression passed to function eval: \"Cannot negate a non-numeric value: \\\"a\\\"\""
    )]
    [InlineData("$error('my text')", "D3137", "my text")]
    [InlineData("$error()", "D3137", "$error() function evaluated")]
    [InlineData(
        "$single([1, 2])",
        "D3138",
        "The $single() function expected exactly 1 matching result.  Instead it matched more."
    )]
    [InlineData("$single([])", "D3139", "The $single() function expected exactly 1 matching result.  Instead it matched 0.")]
    [InlineData("$decodeUrl('%')", "D3140", "Malformed URL passed to $decodeUrl(): \"%\"")]
    [InlineData("$assert(false, 'my text')", "D3141", "my text")]
    public void A_failing_expression_ends_with_a_code_and_its_text(string expression, string code, string message) =>
        AssertError(Evaluate(expression), code, message);

    [Theory]
    [InlineData("$formatNumber(1, '0;0;0')", "D3080")]
    [InlineData("$formatNumber(1, '0.0.0')", "D3081")]
    [InlineData("$formatNumber(1, '0%%')", "D3082")]
    [InlineData("$formatNumber(1, '0\u2030\u2030')", "D3083")]
    [InlineData("$formatNumber(1, '0%\u2030')", "D3084")]
    [InlineData("$formatNumber(1, '.e0')", "D3085")]
    [InlineData("$formatNumber(1, '0a0')", "D3086")]
    [InlineData("$formatNumber(1, '0,.0')", "D3087")]
    [InlineData("$formatNumber(1, '#0,')", "D3088")]
    [InlineData("$formatNumber(1, '0,,0')", "D3089")]
    [InlineData("$formatNumber(1, '0#')", "D3090")]
    [InlineData("$formatNumber(1, '0.#0')", "D3091")]
    [InlineData("$formatNumber(1, '0e0%')", "D3092")]
    [InlineData("$formatNumber(1, '0ea')", "D3093")]
    [InlineData("$formatInteger(1, '\u03B1')", "D3130")]
    [InlineData("$formatInteger(1, '0\uFF10')", "D3131")]
    [InlineData("$fromMillis(0, '[q]')", "D3132")]
    [InlineData("$fromMillis(0, '[YN]')", "D3133")]
    [InlineData("$fromMillis(0, '[Z010101t]', '+0530')", "D3134")]
    [InlineData("$fromMillis(0, '[Y')", "D3135")]
    [InlineData("$toMillis('5-22 23:59', '[M]-[D] [m]:[s]')", "D3136")]
    public void A_picture_that_makes_no_sense_is_refused_with_a_code(string expression, string code) =>
        Assert.Equal(code, Evaluate(expression).Code);

    [Fact]
    public void An_error_knows_its_place_and_what_stood_there()
    {
        var error = Evaluate("1 + (2 * 'a')");

        Assert.Equal(("T2002", 8, "*"), (error.Code, error.Position, error.Token));
        Assert.Equal("a", error.Value);
    }

    [Fact]
    public void An_error_in_a_function_names_the_function_that_was_called()
    {
        var error = Evaluate("$map([1], function($x) { $length($x) })");

        Assert.Equal(("T0410", "length"), (error.Code, error.Token));
    }

    [Fact]
    public void A_number_out_of_range_is_an_error_of_the_operator_that_met_it()
    {
        var error = Evaluate("1/(1e300 * 1e300)");

        Assert.Equal(("D1001", 2, "/"), (error.Code, error.Position, error.Token));
    }

    private static JsonataException Evaluate(string expression) =>
        Assert.Throws<JsonataException>(() => JsonataExpression.Compile(expression).Evaluate(JsonValue.Null));

    private static void AssertError(JsonataException error, string code, string message)
    {
        Assert.Equal(message, error.Message);
        Assert.Equal(code, error.Code);
    }
}
