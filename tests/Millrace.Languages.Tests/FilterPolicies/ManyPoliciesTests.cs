using System.Diagnostics;
using System.Text;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>A topic with a hundred thousand subscriptions is not scanned. The figures are printed; the bounds are far from them, for shared machines.</summary>
/// <remarks>Runs when no other test does: the heap that is measured is that of all.</remarks>
[CollectionDefinition(nameof(ManyPoliciesTests), DisableParallelization = true)]
[Collection(nameof(ManyPoliciesTests))]
public class ManyPoliciesTests(ITestOutputHelper output)
{
    private const int Few = 100;
    private const int Many = 100_000;
    private const int Messages = 2_000;

    // A scan would take a thousand times as long; memory that is in no cache takes a few times as long.
    private const double SlowdownMax = 50;
    private const int HeapBytesAKeyMax = 600;

    // Building everything anew would take a second.
    private const int MicrosecondsAChangeMax = 5_000;

    [Fact]
    public void Exact_attributes() =>
        AssertNotScanned(id => $$"""{"customer": ["c{{id}}"]}""", FilterPolicyScope.MessageAttributes);

    [Fact]
    public void Two_exact_attributes() =>
        AssertNotScanned(
            id => $$"""{"type": ["order"], "customer": ["c{{id}}", "d{{id}}"]}""",
            FilterPolicyScope.MessageAttributes,
            keys: 2
        );

    [Fact]
    public void Exact_values_of_the_body() =>
        AssertNotScanned(id => $$$"""{"order": {"customer": ["c{{{id}}}"]}}""", FilterPolicyScope.MessageBody);

    [Fact]
    public void A_value_of_the_body_and_a_missing_one() =>
        AssertNotScanned(
            id => $$"""{"customer": ["c{{id}}"], "test": [{"exists": false}]}""",
            FilterPolicyScope.MessageBody,
            keys: 2
        );

    [Fact]
    public void Prefixes_of_the_body() =>
        AssertNotScanned(id => $$"""{"customer": [{"prefix": "c{{id}}-"}]}""", FilterPolicyScope.MessageBody, suffix: "-x");

    [Fact]
    public void Equal_policies_come_and_go()
    {
        var set = new FilterPolicySet();
        var policy = Cases.Parse("""{"type": ["order"]}""");
        var put = Stopwatch.StartNew();
        for (var id = 0; id < Many; id++)
        {
            set.Put(id, policy);
        }

        put.Stop();
        var matched = Stopwatch.StartNew();
        Assert.Equal(Enumerable.Range(0, Many), Cases.Match(set, [Cases.Text("type", "order")], ""));
        matched.Stop();
        var removed = Stopwatch.StartNew();
        for (var id = 0; id < Many; id += 100)
        {
            Assert.True(set.Remove(id));
        }

        var (add, remove) = (put.Elapsed.TotalMicroseconds / Many, removed.Elapsed.TotalMicroseconds * 100 / Many);
        output.WriteLine($"{add:F1} µs to put, {remove:F1} µs to remove, {matched.Elapsed.TotalMilliseconds:F1} ms to match all");
        Assert.Equal(Many * 99 / 100, set.Snapshot.Count);
        Assert.True(add < MicrosecondsAChangeMax, $"To put one takes {add:F1} µs.");
        Assert.True(remove < MicrosecondsAChangeMax, $"To remove one takes {remove:F1} µs.");
    }

    private void AssertNotScanned(Func<int, string> policy, FilterPolicyScope scope, string suffix = "", int keys = 1)
    {
        var (few, _, _) = Measure(policy, scope, suffix, Few);
        var (many, change, heap) = Measure(policy, scope, suffix, Many);
        output.WriteLine(
            $"a message: {few:F2} µs with {Few:N0} policies, {many:F2} µs with {Many:N0}; a policy: {change:F1} µs to put, {heap} bytes"
        );
        Assert.True(many < few * SlowdownMax, $"A message took {few:F2} µs with few policies and {many:F2} µs with many.");
        Assert.True(change < MicrosecondsAChangeMax, $"A change takes {change:F1} µs.");
        Assert.True(heap < HeapBytesAKeyMax * keys, $"A policy takes {heap} bytes.");
    }

    private static (double MessageMicroseconds, double ChangeMicroseconds, long HeapBytes) Measure(
        Func<int, string> policy,
        FilterPolicyScope scope,
        string suffix,
        int count
    )
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var set = new FilterPolicySet();
        var watch = Stopwatch.StartNew();
        for (var id = 0; id < count; id++)
        {
            set.Put(id, Cases.Parse(policy(id), scope));
        }

        var change = watch.Elapsed.TotalMicroseconds / count;
        heap = (GC.GetTotalMemory(forceFullCollection: true) - heap) / count;

        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            best = Math.Min(best, MatchAll(set, suffix, count) / Messages);
        }

        return (best, change, heap);
    }

    private static double MatchAll(FilterPolicySet set, string suffix, int count)
    {
        var matcher = new FilterPolicyMatcher();
        var matched = new List<int>();
        var watch = new Stopwatch();
        for (var i = 0; i < Messages; i++)
        {
            var id = i * 7919 % count;
            var customer = $"c{id}{suffix}";
            MessageAttribute[] attributes = [Cases.Text("type", "order"), Cases.Text("customer", customer)];
            var body = Encoding.UTF8.GetBytes(
                $$$"""{"customer":"{{{customer}}}","order":{"customer":"{{{customer}}}","lines":[1,2,3]}}"""
            );
            matched.Clear();
            watch.Start();
            matcher.Match(set.Snapshot, attributes, body, matched);
            watch.Stop();
            Assert.Equal(id, Assert.Single(matched));
        }

        return watch.Elapsed.TotalMicroseconds;
    }
}
