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

    /// <summary>States are compared after a restart; without it only what clients see can give a mistake away.</summary>
    public bool ComparesStates { get; init; } = true;

    /// <summary>What the services record, read back as faithfully as this allows.</summary>
    public ServiceFacts Facts()
    {
        var facts = ServiceFacts.Of([SqsService.Table]);
        if (ForgottenFact == 0)
        {
            return facts;
        }

        var readings = facts.Facts.ToDictionary();
        readings[ForgottenFact] = static (ref FactReader _) => new MessagesDeleted([]);
        return facts with { Facts = readings };
    }
}
