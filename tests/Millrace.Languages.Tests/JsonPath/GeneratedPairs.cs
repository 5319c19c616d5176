using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.JsonPath;

/// <summary>Documents, and paths that have a chance of leading somewhere in them, all of one seed.</summary>
internal sealed class GeneratedPairs(int seed)
{
    private static readonly string[] Names = ["a", "b", "c", "d", "x-y", "é"];
    private static readonly string[] Texts = ["s", "t", "x y", "2", "null", "true", "", "abc", "it(s)"];
    private static readonly string[] Numbers = ["0", "1", "2", "3", "-1", "1.5", "2.0"];
    private static readonly string[] Patterns = ["/s/", "/[a-c]+/", "/ABC/i", "/.*/", "/\\d+/", "/(s|t)/"];
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly Random _random = new(seed);

    public JsonValue Document() => Pick(4) == 0 ? Array(4) : Object(4);

    public string Path()
    {
        var path = "$";
        var steps = 1 + Pick(5);
        for (var i = 0; i < steps; i++)
        {
            path += Step(isLast: i == steps - 1);
        }

        return path;
    }

    public int Pick(int below) => _random.Next(below);

    public T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private JsonValue Value(int depth) =>
        (depth == 0 ? 4 : Pick(8)) switch
        {
            0 or 1 => Array(depth),
            2 or 3 => Object(depth),
            _ => Scalar(),
        };

    private JsonValue Scalar() =>
        Pick(6) switch
        {
            0 => JsonValue.Null,
            1 => Pick(2) == 0,
            2 or 3 => Pick(Texts),
            _ => JsonValue.Parse(Pick(Numbers)),
        };

    private JsonArray Array(int depth)
    {
        var items = new JsonArrayBuilder();
        // Items of one kind are what filters and wildcards are written for.
        var alike = Pick(3) > 0;
        for (var i = Pick(5); i > 0; i--)
        {
            items.Add(alike ? Object(Math.Max(0, depth - 2)) : Value(depth - 1));
        }

        return items.Build();
    }

    private JsonObject Object(int depth)
    {
        var members = new JsonObjectBuilder();
        for (var i = 1 + Pick(5); i > 0; i--)
        {
            members.Set(Pick(Names), depth == 0 ? Scalar() : Value(depth - 1));
        }

        return members.Build();
    }

    private string Step(bool isLast) =>
        Pick(22) switch
        {
            0 => $"['{Pick(Names)}']",
            1 => isLast ? $"['{Pick(Names)}','{Pick(Names)}']" : $"['{Pick(Names)}', '{Pick(Names)}']",
            2 => ".*",
            3 or 4 => "[*]",
            5 or 6 => $"[{Pick(4)}]",
            7 => $"[{Pick(3)},{Pick(3)}]",
            8 => $"[{Pick(6) - 3}:]",
            9 => $"[:{Pick(6) - 3}]",
            10 => $"[{Pick(5) - 1}:{Pick(5) - 1}]",
            11 => $"[(@.length-{Pick(3)})]",
            12 => $"..{Pick(Names)}",
            13 => Pick(4) == 0 ? "..*" : $"..['{Pick(Names)}']",
            14 => Pick(3) == 0 ? $"..[{Pick(2)}]" : $"..[{Filter()}]",
            15 or 16 or 17 => $"[{Filter()}]",
            18 => $"[{Pick(3) - 3}]",
            _ => "." + Pick(Names),
        };

    private string Filter()
    {
        var conditions = new List<string> { Condition() };
        while (Pick(3) == 0 && conditions.Count < 4)
        {
            conditions.Add(Condition());
        }

        return $"?({conditions.Aggregate((left, right) => left + (Pick(2) == 0 ? " && " : " || ") + right)})";
    }

    private string Condition() =>
        Pick(8) switch
        {
            0 or 1 => Operand(),
            2 => "!" + Operand(),
            3 => $"{Operand()} =~ {Pick(Patterns)}",
            4 => $"{Operand()} {Pick(Comparisons)} {Operand()}",
            _ => $"{Operand()} {Pick(Comparisons)} {Literal()}",
        };

    private string Operand() =>
        Pick(10) switch
        {
            0 => "@",
            1 => $"@.{Pick(Names)}.{Pick(Names)}",
            2 => $"@['{Pick(Names)}']",
            3 => $"@.{Pick(Names)}[{Pick(2)}]",
            _ => "@." + Pick(Names),
        };

    private string Literal() =>
        Pick(7) switch
        {
            0 => "null",
            1 => "true",
            2 => "false",
            3 or 4 => $"'{Pick(Texts).Replace("(", "").Replace(")", "")}'",
            _ => Pick(Numbers),
        };
}
