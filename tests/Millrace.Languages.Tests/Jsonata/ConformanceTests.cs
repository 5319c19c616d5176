namespace Millrace.Languages.Tests.Jsonata;

public class ConformanceTests
{
    [Fact]
    public void Every_case_of_the_reference_suite_gives_the_answer_of_the_reference()
    {
        Assert.SkipWhen(ConformanceSuite.Folder is null, "No JSONata cases beside the checkout (set MILLRACE_CONFORMANCE).");
        var cases = ConformanceSuite.Read();

        // As many as there are: a file that is missing, or read wrong, must not look like success.
        Assert.Equal(1009, cases.Count);
        Assert.Equal(777, cases.Count(each => each.Wants(ConformanceAnswer.Result)));
        Assert.Equal(60, cases.Count(each => each.Wants(ConformanceAnswer.Undefined)));
        Assert.Equal(172, cases.Count(each => each.Wants(ConformanceAnswer.Error)));
        var failures = cases.Select(each => each.Run()).OfType<string>().ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count} differ:\n{string.Join('\n', failures)}");
    }

    [Fact]
    public void The_cases_give_the_same_answers_on_several_threads_at_once()
    {
        Assert.SkipWhen(ConformanceSuite.Folder is null, "No JSONata cases beside the checkout (set MILLRACE_CONFORMANCE).");
        var cases = ConformanceSuite
            .Read()
            .Where(each => !each.Name.StartsWith("tail-recursion", StringComparison.Ordinal))
            .ToList();
        var failures = Enumerable
            .Range(0, 4)
            .AsParallel()
            .SelectMany(_ => cases.Select(each => each.Run()).OfType<string>())
            .ToList();
        Assert.Empty(failures);
    }
}
