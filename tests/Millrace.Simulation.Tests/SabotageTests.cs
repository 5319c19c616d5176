using Millrace.Simulation.Model;
using Millrace.Sqs;

namespace Millrace.Simulation;

/// <summary>Promises broken on purpose: a simulation that does not notice proves nothing when it is content.</summary>
public sealed class SabotageTests
{
    private const int Seeds = 60;

    [Fact]
    public void A_disk_that_lies_about_flushing_is_found_out()
    {
        var broken = Broken(new Sabotage { DiskLiesAboutFlush = true });
        Assert.InRange(broken.Count, Seeds / 2, Seeds);
    }

    [Fact]
    public void A_disk_that_lies_about_flushing_names_is_found_out()
    {
        var broken = Broken(new Sabotage { DiskLiesAboutNames = true });
        Assert.InRange(broken.Count, Seeds / 4, Seeds);
    }

    [Theory]
    [InlineData(MessagesDeleted.FactTag, "NothingDeletedReturns")]
    [InlineData(QueuePurged.FactTag, "NothingDeletedReturns")]
    [InlineData(MessagesReceived.FactTag, "ReceiveCountsNeverGoBack")]
    [InlineData(MessageVisibilityChanged.FactTag, "NobodyElseHoldsIt")]
    public void A_fact_that_a_replay_forgets_is_found_out_by_clients(int fact, string promise)
    {
        var broken = Broken(new Sabotage { ForgottenFact = (ushort)fact, ComparesStates = false });
        Assert.Contains(promise, Promises(broken));
    }

    [Theory]
    [InlineData(MessagesDeleted.FactTag)]
    [InlineData(MessagesExpired.FactTag)]
    [InlineData(MessagesReceived.FactTag)]
    [InlineData(MessageVisibilityChanged.FactTag)]
    [InlineData(MessageDeadLettered.FactTag)]
    public void A_fact_that_a_replay_forgets_is_found_out_by_comparing_states(int fact)
    {
        var broken = Broken(new Sabotage { ForgottenFact = (ushort)fact });
        Assert.Contains(nameof(Model.Promises.ReplayEqualsLiveState), Promises(broken));
    }

    private static SortedDictionary<int, HistoryResult> Broken(Sabotage sabotage) =>
        SimulationTests.RunAll(Enumerable.Range(1, Seeds), sabotage, new HistoryFigures());

    private static HashSet<string> Promises(SortedDictionary<int, HistoryResult> broken) =>
        [.. broken.Values.Select(result => result.Failure).OfType<InvariantException>().Select(failure => failure.Promise)];
}
