using Millrace.Engine;
using Millrace.Sqs;

namespace Millrace.Simulation;

/// <summary>A promise broken on purpose, to see that the simulation finds it.</summary>
internal sealed record Sabotage
{
    /// <summary>Files are never flushed, whatever the disk says.</summary>
    public bool DiskLiesAboutFlush { get; init; }

    /// <summary>The folder is never flushed, whatever the disk says.</summary>
    public bool DiskLiesAboutNames { get; init; }

    /// <summary>The kind of fact that a replay passes over; zero for none.</summary>
    public ushort ForgottenFact { get; init; }

    /// <summary>What a replay takes a recorded fact for; null for what it is.</summary>
    public Func<IFact, IFact>? Misreading { get; init; }

    /// <summary>Makes one who changes answers before clients see them, for one history; null for none.</summary>
    public Func<Liar>? Liar { get; init; }

    /// <summary>States are compared after a restart; without it only what clients see can give a mistake away.</summary>
    public bool ComparesStates { get; init; } = true;

    /// <summary>What the services record, read back as faithfully as this allows.</summary>
    public ServiceFacts Facts()
    {
        var facts = ServiceFacts.Of([SqsService.Table]);
        var readings = facts.Facts.ToDictionary();
        if (ForgottenFact != 0)
        {
            readings[ForgottenFact] = static (ref FactReader _) => new MessagesDeleted([]);
        }

        if (Misreading is { } misread)
        {
            foreach (var (tag, read) in facts.Facts)
            {
                readings[tag] = (ref FactReader reader) => misread(read(ref reader));
            }
        }

        return facts with
        {
            Facts = readings,
        };
    }
}
