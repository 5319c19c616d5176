namespace Millrace.Wire.Tests;

/// <summary>When a request leaves the thread that read it.</summary>
public sealed class ReadingThreadTests
{
    [Fact]
    public void One_of_so_many_in_a_row_is_passed_on()
    {
        ReadingThread.IsToPassOn("what the thread handled before");
        var passed = Enumerable.Range(1, 3 * ReadingThread.HandledInARow).Where(_ => ReadingThread.IsToPassOn("one")).Count();
        Assert.Equal(3, passed);
    }

    [Fact]
    public void Connections_that_take_turns_stay()
    {
        ReadingThread.IsToPassOn("what the thread handled before");
        Assert.DoesNotContain(
            Enumerable.Range(0, 10 * ReadingThread.HandledInARow),
            number => ReadingThread.IsToPassOn(number % 2 == 0 ? "one" : "other")
        );
    }

    [Fact]
    public void A_row_begins_anew_after_another_connection()
    {
        ReadingThread.IsToPassOn("other");
        Assert.All(Enumerable.Range(1, ReadingThread.HandledInARow - 1), _ => Assert.False(ReadingThread.IsToPassOn("one")));
        Assert.False(ReadingThread.IsToPassOn("other"));
        Assert.All(Enumerable.Range(1, ReadingThread.HandledInARow - 1), _ => Assert.False(ReadingThread.IsToPassOn("one")));
        Assert.True(ReadingThread.IsToPassOn("one"));
    }
}
