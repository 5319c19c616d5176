using Millrace.TestSupport;

namespace Millrace.Languages.Tests;

public class ConformanceDataTests
{
    [Fact]
    public void The_recorded_cases_lie_beside_the_checkout()
    {
        Assert.SkipWhen(Repository.Conformance is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Repository.Conformance!, "event-patterns")));
    }
}
