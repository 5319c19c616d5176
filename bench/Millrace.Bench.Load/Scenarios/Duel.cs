using Millrace.Bench.Load.Report;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>Alternating rounds of two servers: what the machine does meanwhile befalls both.</summary>
public static class Duel
{
    /// <summary>Warms both up, then lets them take turns.</summary>
    /// <returns>The rounds of the floor and those of Millrace, pair by pair.</returns>
    public static (Side Floor, Side Millrace) Fight(LoadOptions options, Contender floor, Contender millrace)
    {
        floor.Run(options.WarmUp);
        millrace.Run(options.WarmUp);
        var floorRounds = new List<Round>();
        var millraceRounds = new List<Round>();
        for (var round = 0; round < options.Rounds; round++)
        {
            floorRounds.Add(floor.Run(options.Round));
            millraceRounds.Add(millrace.Run(options.Round));
        }

        return (new Side(floorRounds), new Side(millraceRounds));
    }
}
