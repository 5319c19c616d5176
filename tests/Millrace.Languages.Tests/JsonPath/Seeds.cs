using System.Globalization;

namespace Millrace.Languages.Tests.JsonPath;

/// <summary>The seed of a run of generated cases: printed, and set again with MILLRACE_SEED to repeat the run.</summary>
internal static class Seeds
{
    public static int Next(int standard)
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("MILLRACE_SEED"),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var given
        )
            ? given
            : standard;
        TestContext.Current.TestOutputHelper?.WriteLine($"MILLRACE_SEED={seed}");
        return seed;
    }
}
