using Millrace.Engine;
using Millrace.Simulation.Model;
using Millrace.Sqs;

namespace Millrace.Simulation;

/// <summary>Promises broken on purpose: a simulation that does not notice proves nothing when it is content.</summary>
public sealed class SabotageTests
{
    private const int Seeds = 60;
    private const int SeedsMax = 600;
    private const long LongMilliseconds = 24 * 3600 * 1000;

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
    [InlineData(MessagesReceived.FactTag, "ReceiveCountsNeverGoBack", "AHandleDeletesWhileItLasts")]
    [InlineData(MessageVisibilityChanged.FactTag, "NobodyElseHoldsIt")]
    [InlineData(QueueAttributesSet.FactTag, "AttributesAreAsTheyWereSet")]
    [InlineData(MessageMoving.FactTag, "NothingMovesUnasked")]
    [InlineData(MoveTaskStarted.FactTag, "AStartedTaskIsListed")]
    [InlineData(MoveTaskEnded.FactTag, "OneTaskRunsAtATime", "AnEndedTaskStaysEnded", "ACancelledTaskStaysCancelled")]
    [InlineData(LeaveSettled.FactTag, "MovedCountsNeverGoBack")]
    public void A_fact_that_a_replay_forgets_is_found_out_by_clients(int fact, params string[] promises) =>
        Finds(new Sabotage { ForgottenFact = (ushort)fact }, promises);

    [Theory]
    [InlineData(MessagesDeleted.FactTag)]
    [InlineData(MessagesExpired.FactTag)]
    [InlineData(MessagesReceived.FactTag)]
    [InlineData(MessageVisibilityChanged.FactTag)]
    [InlineData(MessageDeadLettered.FactTag)]
    [InlineData(ReceiveRepeated.FactTag)]
    [InlineData(QueueAttributesSet.FactTag)]
    [InlineData(MoveTaskEnded.FactTag)]
    public void A_fact_that_a_replay_forgets_is_found_out_by_comparing_states(int fact)
    {
        var broken = Broken(new Sabotage { ForgottenFact = (ushort)fact });
        Assert.Contains(nameof(Model.Promises.ReplayEqualsLiveState), Promises(broken));
    }

    [Fact]
    public void A_group_that_falls_apart_in_a_replay_is_found_out() =>
        Finds(
            new Sabotage
            {
                Misreading = fact =>
                    fact is MessageSent { GroupId: { } group } sent
                        ? sent with
                        {
                            GroupId = $"{group}{Liar.AboutGroups.Mark}{sent.Number % 2}",
                        }
                        : fact,
                Liar = () => new Liar.AboutGroups(),
            },
            "AGroupIsNeverOvertaken",
            "AGroupIsLockedWhileOneOfItIsInFlight"
        );

    [Fact]
    public void Sends_that_a_replay_does_not_deduplicate_by_are_found_out() =>
        Finds(
            new Sabotage { Misreading = fact => fact is MessageSent sent ? sent with { WasMoved = true } : fact },
            "ADuplicateIsAnsweredWithTheFirstSend",
            "NothingIsDuplicatedInsideTheWindow"
        );

    [Fact]
    public void A_window_that_a_replay_makes_longer_is_found_out() =>
        Finds(
            new Sabotage
            {
                Misreading = fact => fact is MessageSent sent ? sent with { SentAt = sent.SentAt + LongMilliseconds } : fact,
            },
            "TheWindowCloses"
        );

    [Fact]
    public void An_attempt_that_a_replay_forgets_is_found_out() =>
        Finds(
            new Sabotage { Misreading = fact => fact is MessagesReceived received ? received with { AttemptId = null } : fact },
            "ARepeatedReceiveGivesTheSameBatch"
        );

    [Fact]
    public void A_receive_that_a_replay_counts_twice_is_found_out() =>
        Finds(
            new Sabotage
            {
                Misreading = fact =>
                    fact is MessagesReceived received
                        ? received with
                        {
                            Numbers = [.. received.Numbers, .. received.Numbers],
                        }
                        : fact,
            },
            "EveryReceiveIsCountedOnce",
            "NothingMovesUnasked"
        );

    [Fact]
    public void A_moved_message_that_brings_a_count_along_is_found_out() =>
        Finds(
            new Sabotage
            {
                Misreading = fact =>
                    fact is MessageSent { WasMoved: true, ReceiveCount: 0 } sent ? sent with { ReceiveCount = 5 } : fact,
            },
            "AMovedMessageBeginsAnew"
        );

    [Fact]
    public void A_task_that_a_restart_stops_is_found_out() =>
        Finds(
            new Sabotage
            {
                Misreading = fact =>
                    fact is MessageMoving moving ? moving with { PacedAt = moving.PacedAt + (LongMilliseconds * 1000) } : fact,
            },
            "TasksComeToAnEnd"
        );

    [Fact]
    public void A_task_that_a_restart_mistakes_for_another_is_found_out() =>
        Finds(
            new Sabotage
            {
                Misreading = fact => fact is MoveTaskStarted started ? started with { At = started.At + 1, ToMove = 0 } : fact,
            },
            "TasksAreOnesThatWereAsked"
        );

    [Fact]
    public void A_task_that_moves_more_than_there_was_is_found_out() =>
        Finds(
            new Sabotage { Misreading = fact => fact is MoveTaskStarted started ? started with { ToMove = 0 } : fact },
            "NoTaskMovesMoreThanThereWas"
        );

    [Theory]
    [InlineData(typeof(Liar.AboutOrder), "AGroupIsNeverOvertaken")]
    [InlineData(typeof(Liar.AboutSequence), "SequenceNumbersRise", "AMessageKeepsItsSequenceNumber")]
    [InlineData(typeof(Liar.AboutCounts), "ARepeatedReceiveIsNotCounted")]
    [InlineData(typeof(Liar.AboutDeadLetters), "DeadLettersKeepTheirOrder")]
    [InlineData(typeof(Liar.AboutMoves), "MovedMessagesKeepTheirOrder")]
    [InlineData(typeof(Liar.AboutHandles), "OnlyARunningTaskShowsItsHandle")]
    public void A_lie_is_found_out(Type liar, params string[] promises) =>
        Finds(new Sabotage { Liar = () => (Liar)Activator.CreateInstance(liar)! }, promises);

    /// <summary>Looks until every one of the promises was broken in some history; not for ever.</summary>
    private static void Finds(Sabotage sabotage, params string[] promises)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var first = 1; first <= SeedsMax && !found.IsSupersetOf(promises); first += Seeds)
        {
            found.UnionWith(Promises(Broken(sabotage with { ComparesStates = false }, first)));
        }

        Assert.All(promises, promise => Assert.Contains(promise, found));
    }

    private static SortedDictionary<int, HistoryResult> Broken(Sabotage sabotage, int first = 1) =>
        SimulationTests.RunAll(Enumerable.Range(first, Seeds), sabotage, new HistoryFigures());

    private static HashSet<string> Promises(SortedDictionary<int, HistoryResult> broken) =>
        [.. broken.Values.Select(result => result.Failure).OfType<InvariantException>().Select(failure => failure.Promise)];
}
