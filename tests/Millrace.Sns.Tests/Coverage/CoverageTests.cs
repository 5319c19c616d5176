namespace Millrace.Sns.Tests.Coverage;

/// <summary>The page on what is offered of SNS tells the truth.</summary>
public sealed class CoverageTests
{
    private static readonly CoveragePage _page = new(
        SnsService.Create(new NotificationComposer(new TestSigner(), () => ""), new SnsSettings()),
        "Sns",
        "in Query",
        SnsBehaviours.All
    );

    [Fact]
    public void The_committed_page_is_what_would_be_written_today() => Assert.True(_page.IsCommitted(), _page.Stale);

    [Fact]
    public void Every_test_the_page_names_is_there() => Assert.Empty(_page.AbsentTests());

    [Fact]
    public void Every_recorded_case_the_page_names_is_compared() => Assert.Empty(_page.UncomparedCases());

    [Fact]
    public void No_behaviour_is_told_twice() => Assert.Empty(_page.ToldTwice());
}
