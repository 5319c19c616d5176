using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Whatever becomes of the files, a start either goes on with what was written or says what is damaged.</summary>
public sealed class ReplayFuzzTests
{
    private const int Rounds = 3_000;

    [Fact]
    public void Damaged_files_are_opened_or_refused_and_nothing_else_happens()
    {
        var (disk, states) = Written();
        var refused = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var chance = new Random(seed);
            var damaged = disk.Copy();
            for (var wounds = chance.Next(1, 4); wounds > 0; wounds--)
            {
                Wound(damaged, chance);
            }

            World opened;
            try
            {
                opened = new World(damaged, partitions: 3);
            }
            catch (JournalDamagedException damage)
            {
                Assert.StartsWith("MR1001: the journal is damaged: ", damage.Message, StringComparison.Ordinal);
                refused++;
                continue;
            }

            // A cut tail takes the last batches away, never one from the middle: the state is one the store has been in.
            Assert.True(states.Contains(opened.Describe()), $"seed {seed} opens in a state that never was");
        }

        Assert.InRange(refused, Rounds / 4, Rounds - 1);
    }

    /// <summary>A store with several segments, a checkpoint, and facts after it; and every state it was in since.</summary>
    private static (SimulatedDisk Disk, HashSet<string> States) Written()
    {
        var world = new World(partitions: 3);
        var states = new HashSet<string>(StringComparer.Ordinal) { world.Describe() };
        for (var number = 0; number < 30; number++)
        {
            world.Write($"book {number % 4}", new string((char)('a' + number), 50 * number));
            states.Add(world.Describe());
            if (number % 5 == 4)
            {
                world.Erase($"book {number % 4}", 1);
                states.Add(world.Describe());
            }

            if (number == 20)
            {
                world.Engine.TakeCheckpoint();
            }
        }

        return (world.Disk.Copy(), states);
    }

    private static void Wound(SimulatedDisk disk, Random chance)
    {
        var names = disk.List();
        var name = names[chance.Next(names.Count)];
        var file = disk[name];
        if (file.Length == 0)
        {
            return;
        }

        switch (chance.Next(4))
        {
            case 0:
                file.Truncate(chance.NextInt64(file.Length));
                break;
            case 1:
                for (var bytes = chance.Next(1, 600); bytes > 0; bytes--)
                {
                    file.Damage(chance.NextInt64(file.Length), (byte)chance.Next(1, 256));
                }

                break;
            default:
                file.Damage(chance.NextInt64(file.Length), (byte)(1 << chance.Next(8)));
                break;
        }
    }
}
