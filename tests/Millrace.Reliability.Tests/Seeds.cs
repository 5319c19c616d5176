using System.Globalization;

namespace Millrace.Reliability.Tests;

/// <summary>Where randomness begins: fresh at every run, and told, so that a failing run can be had again.</summary>
public static class Seeds
{
    private const string Variable = "MILLRACE_TEST_SEED";

    public static int Next()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Variable}={seed}");
        return seed;
    }
}
