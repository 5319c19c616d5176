using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>Policies and messages over few names and values, so that they often meet.</summary>
internal static class RandomPolicies
{
    private static readonly string[] _names = ["a", "b", "c", "a.b", "$or"];
    private static readonly string[] _texts = ["x", "xy", "yx", "X", "10.0.0.1", "", "true"];
    private static readonly string[] _numbers = ["0", "1", "-1.5", "1e2", "100", "2000000000"];

    private static readonly string[] _values =
    [
        "\"x\"",
        "\"xy\"",
        "1",
        "100",
        "true",
        "null",
        """{"prefix": "x"}""",
        """{"suffix": "x"}""",
        """{"equals-ignore-case": "x"}""",
        """{"wildcard": "x*"}""",
        """{"cidr": "10.0.0.0/8"}""",
        """{"numeric": [">", 0]}""",
        """{"numeric": [">=", -2, "<", 1]}""",
        """{"anything-but": ["x", "xy"]}""",
        """{"anything-but": 1}""",
        """{"anything-but": {"prefix": "x"}}""",
        """{"exists": true}""",
        """{"exists": false}""",
    ];

    /// <summary>A policy that both scopes accept.</summary>
    public static string Valid(Random random) =>
        random.Next(4) == 0
            ? $$"""{"$or": [{ {{Key(random, "a")}} }, { {{Key(random, "b")}}, {{Key(random, "c")}} }]}"""
            : $$"""{ {{string.Join(", ", _names.Take(random.Next(1, 4)).Select(name => Key(random, name)))}} }""";

    public static MessageAttribute[] Attributes(Random random) =>
        [
            .. Enumerable
                .Range(0, random.Next(4))
                .Select(_ =>
                    random.Next(4) switch
                    {
                        0 => Cases.Number(Pick(random, _names), Pick(random, _numbers)),
                        1 => Cases.Array(Pick(random, _names), Array(random)),
                        2 => new MessageAttribute(Pick(random, _names), "Binary", null),
                        _ => Cases.Text(Pick(random, _names), Pick(random, _texts)),
                    }
                ),
        ];

    public static string Body(Random random) => Object(random, depth: 0);

    public static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string Key(Random random, string name) =>
        $"\"{name}\": [{string.Join(", ", Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pick(random, _values)))}]";

    private static string Object(Random random, int depth) =>
        $$"""{ {{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(random, _names)}\": {Value(random, depth)}"))}} }""";

    private static string Array(Random random) =>
        $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth: 4)))}]";

    private static string Value(Random random, int depth) =>
        random.Next(depth < 3 ? 6 : 4) switch
        {
            0 => Pick(random, _numbers),
            1 => Pick(random, ["true", "false", "null"]),
            < 4 => $"\"{Pick(random, _texts)}\"",
            4 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth + 1)))}]",
            _ => Object(random, depth + 1),
        };
}
