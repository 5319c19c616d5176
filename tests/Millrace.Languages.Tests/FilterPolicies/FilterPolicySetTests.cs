using System.Text;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

public class FilterPolicySetTests
{
    private static readonly string[] _values = ["red", "green", "blue"];

    [Fact]
    public void A_policy_put_again_replaces_the_one_before_whatever_its_scope()
    {
        var set = new FilterPolicySet();
        set.Put(7, Cases.Parse("""{"a": ["1"]}"""));
        set.Put(7, Cases.Parse("""{"a": ["1"]}""", FilterPolicyScope.MessageBody));
        Assert.Empty(Cases.Match(set, [Cases.Text("a", "1")], "{}"));
        Assert.Equal([7], Cases.Match(set, [], """{"a": "1"}"""));
        set.Put(7, Cases.Parse("""{"a": ["2"], "b": [{"exists": false}]}""", FilterPolicyScope.MessageBody));
        Assert.Empty(Cases.Match(set, [], """{"a": "1"}"""));
        Assert.Equal([7], Cases.Match(set, [], """{"a": "2"}"""));
        Assert.Equal(1, set.Snapshot.Count);
    }

    [Fact]
    public void A_removed_policy_matches_no_more()
    {
        var set = new FilterPolicySet();
        string[] policies = ["""{"a": ["1"]}""", """{"a": ["1"], "b": [{"exists": false}]}"""];
        foreach (var policy in policies)
        {
            set.Put(1, Cases.Parse(policy, FilterPolicyScope.MessageBody));
            set.Put(2, Cases.Parse(policy, FilterPolicyScope.MessageBody));
            Assert.Equal([1, 2], Cases.Match(set, [], """{"a": "1"}"""));
            Assert.True(set.Remove(1));
            Assert.False(set.Remove(1));
            Assert.Equal([2], Cases.Match(set, [], """{"a": "1"}"""));
        }
    }

    [Fact]
    public void A_snapshot_stays_what_it_was()
    {
        var set = new FilterPolicySet();
        set.Put(1, Cases.Parse("""{"a": ["1"]}"""));
        var before = set.Snapshot;
        set.Put(2, Cases.Parse("""{"a": ["1"]}"""));
        set.Remove(1);
        var matched = new List<int>();
        new FilterPolicyMatcher().Match(before, [Cases.Text("a", "1")], [], matched);
        Assert.Equal([1], matched);
        Assert.Equal([2], Cases.Match(set, [Cases.Text("a", "1")], ""));
    }

    [Fact]
    public void An_empty_policy_is_no_policy_to_put() =>
        Assert.Throws<ArgumentException>(() => new FilterPolicySet().Put(1, Cases.Parse("{}")));

    [Fact]
    public void What_has_been_matched_before_stays_in_front()
    {
        var set = new FilterPolicySet();
        set.Put(2, Cases.Parse("""{"a": ["1"]}"""));
        set.Put(1, Cases.Parse("""{"a": [{"prefix": "1"}]}"""));
        var matched = new List<int> { 9 };
        new FilterPolicyMatcher().Match(set.Snapshot, [Cases.Text("a", "1")], [], matched);
        Assert.Equal([9, 1, 2], matched);
    }

    [Fact]
    public void Policies_put_in_any_order_match_the_same_messages_as_each_alone()
    {
        var random = new Random(20_261_121);
        var policies = Enumerable
            .Range(0, 300)
            .Select(_ =>
            {
                var scope = random.Next(2) == 0 ? FilterPolicyScope.MessageAttributes : FilterPolicyScope.MessageBody;
                return Cases.Parse(RandomPolicies.Valid(random), scope);
            })
            .ToArray();
        var inOrder = new FilterPolicySet();
        var shuffled = new FilterPolicySet();
        var order = Enumerable.Range(0, policies.Length).ToArray();
        random.Shuffle(order);
        for (var i = 0; i < policies.Length; i++)
        {
            inOrder.Put(i, policies[i]);
            shuffled.Put(order[i], policies[order[policies.Length - 1 - i]]);
            shuffled.Put(order[i], policies[order[i]]);
        }

        var matches = 0;
        for (var i = 0; i < 60; i++)
        {
            var attributes = RandomPolicies.Attributes(random);
            var body = RandomPolicies.Body(random);
            var expected = Enumerable
                .Range(0, policies.Length)
                .Where(id =>
                {
                    var alone = new FilterPolicySet();
                    alone.Put(id, policies[id]);
                    return Cases.Match(alone, attributes, body).Count == 1;
                })
                .ToList();
            Assert.Equal(expected, Cases.Match(inOrder, attributes, body));
            Assert.Equal(expected, Cases.Match(shuffled, attributes, body));
            matches += expected.Count;
        }

        Assert.True(matches > 1000, $"Only {matches} matches.");
    }

    [Fact]
    public void A_policy_that_takes_too_many_steps_keeps_the_message_from_nobody_else()
    {
        // No element lacks b, which takes comparing each with each to find out.
        var items = string.Join(", ", Enumerable.Range(0, 2_000).Select(number => $$"""{"a": 1, "b": {{number}}}"""));
        var body = $$"""{"type": "order", "items": [{{items}}]}""";
        var set = new FilterPolicySet();
        set.Put(1, Body("""{"items": {"a": [1], "b": [{"exists": false}]}}"""));
        set.Put(2, Body("""{"type": ["order"], "discount": [{"exists": false}]}"""));
        set.Put(3, Body("""{"type": ["order"]}"""));
        Assert.Equal([2, 3], Cases.Match(set, [], body));
        Assert.Equal([1, 2, 3], Cases.Match(set, [], body.Replace("\"b\": 0", "\"c\": 0", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_search_in_attributes_keeps_the_message_from_nobody_else()
    {
        var many = string.Join(", ", Enumerable.Range(0, 2_000).Select(_ => "\"x\""));
        var set = new FilterPolicySet();
        set.Put(1, Cases.Parse("""{"a": ["x"], "b": [{"exists": false}]}"""));
        set.Put(2, Cases.Parse("""{"a": ["x"]}"""));
        set.Put(3, Cases.Parse("""{"a": ["x"], "c": [{"exists": false}]}"""));
        Assert.Equal([2, 3], Cases.Match(set, [Cases.Array("a", $"[{many}]"), Cases.Array("b", $"[{many}]")], ""));
    }

    [Fact]
    public void All_searches_of_a_message_together_take_a_bounded_number_of_steps_and_the_first_take_theirs_first()
    {
        // Each of eighteen alternatives needs half a million steps, and each of forty policies more than it gets.
        var items = string.Join(", ", Enumerable.Range(0, 700).Select(number => $$"""{"a": 1, "b": {{number}}}"""));
        var body = Encoding.UTF8.GetBytes($$"""{"type": "order", "items": [{{items}}]}""");
        var alternatives = string.Join(
            ", ",
            Enumerable.Range(2, 18).Select(number => $$$"""{"items": {"a": [1, {{{number}}}], "b": [{"exists": false}]}}""")
        );
        var hard = Body($$"""{"$or": [{{alternatives}}]}""");
        var easy = Body("""{"type": ["order"], "discount": [{"exists": false}]}""");
        List<KeyValuePair<int, FilterPolicy>> policies =
        [
            new(1, easy),
            .. Enumerable.Range(2, 40).Select(id => KeyValuePair.Create(id, hard)),
            new(50, easy),
            new(51, Body("""{"type": ["order"]}""")),
        ];
        foreach (var order in (IEnumerable<KeyValuePair<int, FilterPolicy>>[])[policies, policies.AsEnumerable().Reverse()])
        {
            var set = new FilterPolicySet();
            foreach (var (id, policy) in order)
            {
                set.Put(id, policy);
            }

            var matcher = new FilterPolicyMatcher();
            var matched = new List<int>();
            matcher.Match(set.Snapshot, [], body, matched);
            Assert.Equal([1, 51], matched);
            Assert.InRange(matcher.SearchSteps, FilterPolicyLimits.SearchStepsMax, FilterPolicyLimits.SearchStepsMax + 1_000);

            // With five hard ones there are steps left.
            Enumerable.Range(7, 35).ToList().ForEach(id => set.Remove(id));
            matched.Clear();
            matcher.Match(set.Snapshot, [], body, matched);
            Assert.Equal([1, 50, 51], matched);
            Assert.InRange(matcher.SearchSteps, 1_000_000, 6_000_000);
        }
    }

    [Fact]
    public void Values_deep_inside_arrays_of_their_own_take_more_steps_to_compare()
    {
        var deep = Steps(levels: 400);
        Assert.InRange(deep, Steps(levels: 2) * 20, long.MaxValue);

        static long Steps(int levels)
        {
            var (open, close) = (new string('[', levels), new string(']', levels));
            var left = string.Join(", ", Enumerable.Repeat("""{"a": 1}""", 50));
            var right = string.Join(", ", Enumerable.Repeat("""{"b": 1}""", 50));
            var body = $$"""{"x": [{{open}}{{left}}{{close}}, {{open}}{{right}}, {"c": 2}{{close}}]}""";
            var set = new FilterPolicySet();
            set.Put(1, Body("""{"x": {"a": [1], "b": [{"exists": false}], "c": [2]}}"""));
            var matcher = new FilterPolicyMatcher();
            matcher.Match(set.Snapshot, [], Encoding.UTF8.GetBytes(body), []);
            return matcher.SearchSteps;
        }
    }

    [Fact]
    public void A_policy_asked_alone_is_compiled_once()
    {
        var values = string.Join(", ", Enumerable.Range(0, 100).Select(number => $"\"value {number}\""));
        var policy = Cases.Parse($$"""{"a": [{{values}}]}""");
        var matcher = new FilterPolicyMatcher();
        MessageAttribute[] attributes = [Cases.Text("a", "value 7")];
        Assert.True(matcher.Passes(policy, attributes, []));
        Assert.False(matcher.Passes(policy, [Cases.Text("a", "value 100")], []));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Assert.True(matcher.Passes(policy, attributes, []));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 500);
    }

    [Fact]
    public async Task Messages_are_matched_while_policies_come_and_go()
    {
        var set = new FilterPolicySet();
        set.Put(0, Cases.Parse("""{"colour": ["red"]}"""));
        using var done = new CancellationTokenSource();
        var matching = Task.Run(() =>
        {
            var matcher = new FilterPolicyMatcher();
            var matched = new List<int>();
            var rounds = 0;
            do
            {
                matched.Clear();
                matcher.Match(set.Snapshot, [Cases.Text("colour", "red")], Encoding.UTF8.GetBytes("{}"), matched);
                Assert.Equal(0, matched[0]);
                Assert.True(matched.SequenceEqual(matched.Order().Distinct()));
                rounds++;
            } while (!done.IsCancellationRequested);

            return rounds;
        });
        for (var i = 1; i <= 3_000; i++)
        {
            set.Put(i, Cases.Parse($$"""{"colour": ["{{_values[i % 3]}}"]}"""));
            if (i % 2 == 0)
            {
                Assert.True(set.Remove(i / 2));
            }
        }

        await done.CancelAsync();
        Assert.True(await matching > 0);
        Assert.Equal(1 + 1_500, set.Snapshot.Count);
    }

    private static FilterPolicy Body(string policy) => Cases.Parse(policy, FilterPolicyScope.MessageBody);
}
