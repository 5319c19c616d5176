using System.Globalization;

namespace Millrace.Sns.Tests;

/// <summary>
/// Histories of a subscription whose replay policy comes, changes and goes while messages are published, in an order that a seed decides:
/// what a policy lets through arrives, what it asks for too, and nothing else does.
/// </summary>
public sealed class ReplayHistoryTests
{
    [Fact]
    public void Every_history_gives_what_the_policies_let_through_and_asked_for_and_nothing_else()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            new History(seed).Live();
        }
    }

    private sealed class History(int seed) : FifoTopicTest
    {
        private const int Subscriber = 1;

        private readonly Random _chance = new(seed);
        private readonly List<DateTimeOffset> _publishedAt = [];
        private readonly HashSet<long> _owed = [];
        private readonly HashSet<long> _allowed = [];
        private readonly List<long> _delivered = [];
        private (DateTimeOffset Start, DateTimeOffset? End)? _policy;
        private (int Delivered, long Published) _lastPolicy;

        public void Live()
        {
            Subscribe(Subscriber, "");
            for (var step = _chance.Next(20, 60); step > 0; step--)
            {
                switch (_chance.Next(8))
                {
                    case < 3:
                        PublishSome();
                        break;
                    case 3:
                        SetPolicy();
                        break;
                    case 4:
                        Now = Now.AddMinutes(_chance.Next(1, 10));
                        break;
                    case 5:
                        RunTurn();
                        break;
                    case 6:
                        Receive(_chance.Next(300));
                        break;
                    default:
                        Restart();
                        break;
                }
            }

            while (OnTheirWayTo(Subscriber).Any() || RunTurn())
            {
                Receive(int.MaxValue);
            }

            Check();
        }

        private void PublishSome()
        {
            var count = _chance.Next(1, 80);
            Publish(count);
            for (var left = count; left > 0; left--)
            {
                _publishedAt.Add(Now);
                if (_policy is not { End: { } end } policy || (Floor(policy.Start) <= Now && Now <= end))
                {
                    _owed.Add(_publishedAt.Count);
                    _allowed.Add(_publishedAt.Count);
                }
            }
        }

        private void SetPolicy()
        {
            Receive(int.MaxValue);
            var start = Now.AddMinutes(_chance.Next(-60, 20)).AddTicks(_publishedAt.Count);
            _policy = _chance.Next(4) switch
            {
                0 => null,
                1 => (start, null),
                _ => (start, start.AddMinutes(_chance.Next(1, 60))),
            };
            var text = _policy is { } policy ? SnsTest.ReplayFrom(policy.Start, policy.End) : "";
            Apply(new SubscriptionAttributesSet(Subscriber, Map(("ReplayPolicy", text))));
            _lastPolicy = (_delivered.Count, _publishedAt.Count);
            _allowed.UnionWith(AskedFor(_publishedAt.Count));
        }

        /// <summary>What of the first so many messages the policy covers.</summary>
        private IEnumerable<long> AskedFor(long published) =>
            _policy is { } policy
                ? Enumerable
                    .Range(1, (int)published)
                    .Where(number => Floor(policy.Start) <= _publishedAt[number - 1] && !(_publishedAt[number - 1] > policy.End))
                    .Select(number => (long)number)
                : [];

        /// <summary>Messages tell their time in milliseconds.</summary>
        private static DateTimeOffset Floor(DateTimeOffset time) =>
            DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

        private void Receive(int count)
        {
            _delivered.AddRange(OnTheirWayTo(Subscriber).Take(count));
            Take(Subscriber, count);
        }

        private void Check()
        {
            Assert.True(
                _owed.IsSubsetOf(_delivered),
                Told($"never arrived though it was let through: {string.Join(' ', _owed.Except(_delivered))}")
            );
            Assert.True(
                _allowed.IsSupersetOf(_delivered),
                Told($"arrived though no policy wants it: {string.Join(' ', _delivered.Except(_allowed))}")
            );
            var last = _delivered.Skip(_lastPolicy.Delivered).ToList();
            Assert.True(
                last.ToHashSet().IsSupersetOf(AskedFor(_lastPolicy.Published)),
                Told($"was asked for and not given: {string.Join(' ', AskedFor(_lastPolicy.Published).Except(last))}")
            );
            Assert.True(
                last.SequenceEqual(last.Distinct().Order()),
                Told($"came out of order or twice: {string.Join(' ', last)}")
            );
        }

        private string Told(string wrong) => string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {wrong}");
    }
}
