using System.Globalization;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>How long and from where random tests run: <c>MILLRACE_FUZZ_ROUNDS</c> and <c>MILLRACE_FUZZ_SEED</c>.</summary>
internal static class Fuzz
{
    private const int RoundsByDefault = 2_000;

    /// <summary>The seed of the first round; the others follow it one by one.</summary>
    public static int FirstSeed { get; } = Number("MILLRACE_FUZZ_SEED") ?? Random.Shared.Next();

    private static int Rounds { get; } = Number("MILLRACE_FUZZ_ROUNDS") ?? RoundsByDefault;

    /// <summary>Runs the rounds; a failure names the seed that repeats it as the first.</summary>
    public static void Run(Action<RandomShapes> round)
    {
        for (var index = 0; index < Rounds; index++)
        {
            var seed = unchecked(FirstSeed + index);
            try
            {
                round(new RandomShapes(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Failed with MILLRACE_FUZZ_SEED={seed} MILLRACE_FUZZ_ROUNDS=1: {exception.Message}",
                    exception
                );
            }
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
