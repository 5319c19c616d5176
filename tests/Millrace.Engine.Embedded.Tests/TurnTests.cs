namespace Millrace.Engine.Embedded.Tests;

/// <summary>What a turn draws for a decision.</summary>
public sealed class TurnTests
{
    private static readonly Caller _caller = new("000000000000", "us-east-1", "AIDATEST", "http://localhost:4566");

    /// <summary>A confirmation's token must not follow from identifiers that everybody is shown.</summary>
    [Fact]
    public void A_secret_hangs_on_a_key_that_no_identifier_shows()
    {
        var turn = TurnWith(1);
        var other = TurnWith(2);
        Assert.Equal(turn.NewId(0), other.NewId(0));
        Assert.NotEqual(turn.NewSecret(0), other.NewSecret(0));
        Assert.NotEqual(turn.NewSecret(0), turn.NewSecret(1));
        Assert.Equal(turn.NewSecret(0), TurnWith(1).NewSecret(0));
        Assert.Equal(32, turn.NewSecret(0).Length);
    }

    [Fact]
    public void The_engine_gives_its_turns_a_key_of_its_own_at_each_start()
    {
        var disk = new Millrace.TestSupport.Simulated.SimulatedDisk();
        var first = new World(disk, randomness: 10).Engine.SecretKey.ToArray();
        disk.EndProcess();
        var second = new World(disk, randomness: 20).Engine.SecretKey.ToArray();
        Assert.Equal(32, first.Length);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first[..16], first[16..]);
    }

    private static Turn TurnWith(byte key) => new(World.Start, World.Start, _caller, 7, SecretKey: new[] { key });
}
