using System.Diagnostics;
using System.Text;
using Millrace.Languages.FilterPolicies;
using Millrace.Languages.Tests.JsonPath;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>Policies and messages from strangers: broken, deep, huge, and meant to take long.</summary>
public class FilterPolicyFuzzTests(ITestOutputHelper output)
{
    private const string Alphabet = "{}[]\",:0123456789.-eE truefalsn\\u$%*abxy\0é\uD800\uDC00";

    // Far above what any of these takes, far below what they would take if it grew with the number of combinations.
    private const int SecondsMax = 10;

    private static readonly FilterPolicyScope[] _scopes = Enum.GetValues<FilterPolicyScope>();

    [Fact]
    public void Mutated_policies_are_read_or_refused_and_nothing_else_happens()
    {
        var random = new Random(Seeds.Next(31));
        var (accepted, refused) = (0, new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < 10_000; i++)
        {
            var json = Mutated(random.Next(10) == 0 ? "" : RandomPolicies.Valid(random), random);
            if (!FilterPolicy.TryParse(json, _scopes[i % 2], out var policy, out var rejection))
            {
                Assert.NotEmpty(rejection.Reason);
                refused.Add(rejection.Reason.Split(' ', 3)[0]);
            }
            else if (!policy.IsEmpty)
            {
                accepted++;
                var set = new FilterPolicySet();
                set.Put(i, policy);
                Cases.Match(set, RandomPolicies.Attributes(random), RandomPolicies.Body(random));
                Assert.True(set.Remove(i));
                Assert.Equal(0, set.Snapshot.Count);
            }
        }

        output.WriteLine($"{accepted} accepted; {refused.Count} kinds of refusal");
        Assert.True(accepted > 1_000, $"Only {accepted} were accepted.");
        Assert.True(refused.Count > 8, $"Only {refused.Count} kinds of refusal.");
    }

    [Fact]
    public void Mutated_messages_pass_or_not_and_nothing_else_happens()
    {
        var random = new Random(Seeds.Next(32));
        var set = new FilterPolicySet();
        for (var i = 0; i < 200; i++)
        {
            set.Put(i, Cases.Parse(RandomPolicies.Valid(random), _scopes[i % 2]));
        }

        // Passes with any attributes, so that a message nobody can read would be seen.
        set.Put(200, Cases.Parse("""{"never there": [{"exists": false}]}"""));
        var matcher = new FilterPolicyMatcher();
        var matched = new List<int>();
        for (var i = 0; i < 10_000; i++)
        {
            var attributes = RandomPolicies.Attributes(random);
            for (var at = 0; at < attributes.Length; at++)
            {
                attributes[at] = new MessageAttribute(
                    Mutated(attributes[at].Name, random),
                    random.Next(4) == 0 ? Mutated(attributes[at].DataType, random) : attributes[at].DataType,
                    attributes[at].StringValue is { } value ? Mutated(value, random) : null
                );
            }

            var body = Encoding.UTF8.GetBytes(Mutated(RandomPolicies.Body(random), random));
            for (var flips = random.Next(3); flips > 0; flips--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            matched.Clear();
            matcher.Match(set.Snapshot, attributes, body, matched);
            Assert.Equal(200, matched[^1]);
        }
    }

    [Fact]
    public void Deep_policies_and_bodies_need_no_deep_stack()
    {
        var policies = new List<string>();
        foreach (var depth in new[] { 150, 990, 100_000 })
        {
            policies.Add(Repeat("{\"a\":", depth) + "[1]" + Repeat("}", depth));
            policies.Add("{\"a\":" + Repeat("[", depth) + Repeat("]", depth) + "}");
            policies.Add(Repeat("{\"$or\":[{\"a\":[1]},", depth / 2) + "{\"b\":[1]}" + Repeat("]}", depth / 2));
            policies.Add("{\"a\":[" + Repeat("{\"anything-but\":", depth) + "1" + Repeat("}", depth) + "]}");
        }

        var accepted = 0;
        Exception? failure = null;
        var thread = new Thread(
            () =>
                failure = Record.Exception(() =>
                {
                    foreach (var json in policies)
                    {
                        accepted += FilterPolicy.TryParse(json, FilterPolicyScope.MessageBody, out _, out _) ? 1 : 0;
                        Cases.BodyPasses(Repeat("{\"a\":", 75) + "[1]" + Repeat("}", 75), json);
                        Cases.Passes("""{"a": [1]}""", Cases.Array("a", json));
                    }
                }),
            maxStackSize: 512 * 1024
        );
        thread.Start();
        thread.Join();
        Assert.Null(failure);

        // A key 150 deep is as many combinations as are allowed, and 75 alternatives inside each other are fewer.
        Assert.Equal(2, accepted);
    }

    [Fact]
    public void No_policy_takes_long_to_be_read()
    {
        foreach (var (name, json) in HostilePolicies())
        {
            Assert.True(json.Length <= FilterPolicyLimits.BytesMax, name);
            foreach (var scope in _scopes)
            {
                Limited($"{name}, {scope}", () => _ = FilterPolicy.TryParse(json, scope, out _, out _));
            }
        }
    }

    [Fact]
    public void No_message_takes_long_to_be_matched()
    {
        var set = new FilterPolicySet();
        var id = 0;
        foreach (var json in HostilePolicies().Select(policy => policy.Json).Concat(HardPolicies()))
        {
            foreach (var scope in _scopes)
            {
                if (FilterPolicy.TryParse(json, scope, out var policy, out _))
                {
                    set.Put(id++, policy);
                }
            }
        }

        Assert.True(id > 15, $"Only {id} policies are accepted.");
        var longText = Repeat("a", 250_000);
        var many = $"[{string.Join(',', Enumerable.Repeat("\"x\"", 60_000))}]";
        Limited("long text", () => Cases.Match(set, [Cases.Text("a", longText)], $$"""{"a":"{{longText}}"}"""));
        Limited("long array", () => Cases.Match(set, [Cases.Array("a", many)], $$"""{"a":{{many}}}"""));
        Limited(
            "long number",
            () => Cases.Match(set, [Cases.Number("a", Repeat("9", 250_000))], $$"""{"a":{{Repeat("9", 250_000)}}}""")
        );
        Limited("one key many times", () => Cases.Match(set, [], $$"""{ {{Repeat("\"a\":\"x\",", 30_000)}} "a":1}"""));
        var objects = string.Join(',', Enumerable.Repeat("""{"a":1,"b":2}""", 10_000));
        Limited("many objects", () => Cases.Match(set, [], $$"""{"a":[{{objects}}]}"""));
        var arrays = string.Join(',', Enumerable.Repeat("""{"a":[{"a":1},{"b":1}],"a":[{"b":2},{"c":2}]}""", 4_000));
        Limited("many arrays of one name", () => Cases.Match(set, [], $$"""{"a":[{{arrays}}]}"""));
    }

    private static IEnumerable<string> HardPolicies() =>
        [
            """{"a": {"a": [1], "b": [{"exists": false}]}}""",
            """{"a": {"a": [{"exists": true}], "b": [{"exists": true}], "c": [{"exists": false}]}}""",
            """{"a": {"a": [1], "b": [1], "c": [2]}}""",
            $$"""{"a": [{"wildcard": "*{{Repeat("a", 80)}}*{{Repeat("a", 80)}}b"}]}""",
            $$$"""{"a": [{"anything-but": {"wildcard": "*{{{Repeat("a", 200)}}}b*"}}]}""",
            $$"""{"a": [{"anything-but": [{{string.Join(',', Enumerable.Range(0, 256))}}]}]}""",
            $$"""{"a": [{"anything-but": [{{string.Join(',', Enumerable.Range(0, 255).Select(i => $"\"{i % 9}\""))}},"x"]}]}""",
            $$$"""{"a": [{{{string.Join(',', Enumerable.Repeat("{\"exists\":true}", 150))}}}]}""",
        ];

    private static IEnumerable<(string Name, string Json)> HostilePolicies()
    {
        const string pair = """[{"a":["1"]},{"b":["1"]}]""";
        yield return ("forty pairs of alternatives", $"{{{string.Join(',', Enumerable.Repeat($"\"$or\":{pair}", 40))}}}");
        yield return ("alternatives in alternatives", Repeat("{\"$or\":[{\"a\":[1]},", 400) + "{\"b\":[1]}" + Repeat("]}", 400));
        yield return (
            "ten thousand alternatives",
            $$"""{"$or":[{{string.Join(',', Enumerable.Repeat("""{"a":["1"]}""", 10_000))}}]}"""
        );
        yield return (
            "seventy times ten thousand alternatives",
            $$"""{"$or":[{{string.Join(',', Enumerable.Repeat("""{"a":[1]}""", 70))}}],"$or":[{{string.Join(',', Enumerable.Repeat("""{"b":["1"]}""", 10_000))}}]}"""
        );
        yield return (
            "fifteen thousand keys",
            $"{{{string.Join(',', Enumerable.Range(0, 15_000).Select(i => $"\"k{i}\":[1]"))}}}"
        );
        yield return ("one key many times", $"{{{string.Join(',', Enumerable.Repeat("\"k\":[1]", 30_000))}}}");
        var path = string.Concat(Enumerable.Repeat($"{{\"{Repeat("n", 800)}\":", 140));
        yield return (
            "a long path to many keys",
            $"{path}{{{string.Join(',', Enumerable.Repeat("\"k\":[1]", 15_000))}}}{Repeat("}", 140)}"
        );
        yield return ("many values", $$"""{"a":[{{Repeat("1,", 120_000)}}1]}""");
        yield return ("many excluded values", $$$"""{"a":[{"anything-but":[{{{Repeat("1,", 120_000)}}}1]}]}""");
        yield return (
            "many wildcards",
            $$$"""{"a":[{{{string.Join(',', Enumerable.Repeat("""{"wildcard":"*a"}""", 14_000))}}}]}"""
        );
        yield return ("a long wildcard", $$"""{"a":[{"wildcard":"*{{Repeat("a", 250_000)}}"}]}""");
        yield return ("a wildcard of stars", $$"""{"a":[{"wildcard":"{{Repeat("*a", 120_000)}}"}]}""");
        yield return ("a long text", $$"""{"a":["{{Repeat("a", 250_000)}}"]}""");
        yield return ("a long prefix", $$"""{"a":[{"prefix":"{{Repeat("a", 250_000)}}"}]}""");
        yield return ("a long text in any case", $$"""{"a":[{"equals-ignore-case":"{{Repeat("ß", 100_000)}}"}]}""");
        yield return ("a long number", $$"""{"a":[{{Repeat("9", 250_000)}}]}""");
        yield return ("a long range", $$"""{"a":[{"numeric":[">",0.{{Repeat("9", 250_000)}}]}]}""");
        yield return ("a long address", $$"""{"a":[{"cidr":"{{Repeat(":", 250_000)}}/8"}]}""");
        yield return ("a dotted name", $$"""{"{{Repeat("a.", 120_000)}}":[1]}""");
        yield return ("a name of escapes", $$"""{"{{Repeat("\\u0041", 40_000)}}":[1]}""");
    }

    private void Limited(string name, Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        output.WriteLine($"{watch.ElapsedMilliseconds, 6} ms  {name}");
        Assert.True(watch.Elapsed.TotalSeconds < SecondsMax, $"{name} took {watch.Elapsed.TotalSeconds:F1} s.");
    }

    private static string Mutated(string text, Random random)
    {
        var copy = new StringBuilder(text);
        for (var i = random.Next(4); i > 0; i--)
        {
            var c = Alphabet[random.Next(Alphabet.Length)];
            var at = random.Next(copy.Length + 1);
            switch (random.Next(3))
            {
                case 0 when at < copy.Length:
                    copy[at] = c;
                    break;
                case 1 when at < copy.Length:
                    copy.Remove(at, Math.Min(random.Next(1, 8), copy.Length - at));
                    break;
                default:
                    copy.Insert(at, c);
                    break;
            }
        }

        return copy.Length == 0 ? " " : copy.ToString();
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
