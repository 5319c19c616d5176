using System.Text;
using Millrace.TestSupport.Simulated;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>What is fixed when a store is made.</summary>
public sealed class StoreIdentityTests
{
    private readonly SimulatedDisk _disk = new();

    [Fact]
    public void A_store_keeps_what_it_was_made_with_whatever_is_asked_later()
    {
        var made = StoreIdentity.OpenOrCreate(_disk, new EngineOptions { Partitions = 3, SegmentBytes = 4096 }, 17);
        Assert.Equal((3, 4096, 17u), (made.Partitions, made.SegmentBytes, made.Salt));
        var opened = StoreIdentity.OpenOrCreate(_disk, new EngineOptions { Partitions = 5, SegmentBytes = 8192 }, 18);
        Assert.Equal(made, opened);
    }

    [Fact]
    public void A_power_cut_while_a_store_is_made_leaves_a_store_or_none()
    {
        for (var changes = 1; changes < 8; changes++)
        {
            var disk = new SimulatedDisk { PowerFailsAfter = changes };
            var cut = Record.Exception(() => StoreIdentity.OpenOrCreate(disk, new EngineOptions(), 17));
            Assert.True(cut is null or PowerFailedException);
            disk.LosePower(new Random(changes));
            var identity = StoreIdentity.OpenOrCreate(disk, new EngineOptions(), 18);
            Assert.Contains(identity.Salt, cut is null ? [17u] : (uint[])[17u, 18u]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,2")]
    [InlineData("not json")]
    [InlineData("{\"Format\":1,\"Partitions\":8,\"SegmentBytes\":4096,\"Salt\":1}")]
    [InlineData("{\"Format\":1,\"Partitions\":99999999999999,\"SegmentBytes\":4096,\"Salt\":1,\"Check\":1}")]
    public void An_identity_that_is_not_what_was_written_stops_the_start(string text)
    {
        _disk.Open("store.json").Write(0, Encoding.UTF8.GetBytes(text));
        var damage = Assert.Throws<JournalDamagedException>(() => StoreIdentity.OpenOrCreate(_disk, new EngineOptions(), 1));
        Assert.Contains("store.json", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_another_format_is_refused_by_its_number()
    {
        _disk.Open("store.json").Write(0, "{\"Format\":2,\"Partitions\":8,\"SegmentBytes\":4096,\"Salt\":1,\"Check\":0}"u8);
        var damage = Assert.Throws<JournalDamagedException>(() => StoreIdentity.OpenOrCreate(_disk, new EngineOptions(), 1));
        Assert.Contains("format 2", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_digit_wrong_in_the_identity_is_noticed()
    {
        StoreIdentity.OpenOrCreate(_disk, new EngineOptions(), 0xDEADBEEF);
        var file = _disk["store.json"];
        for (var offset = 0; offset < file.Length; offset++)
        {
            if (char.IsAsciiDigit((char)file.Content[offset]))
            {
                file.Damage(offset, 0x01);
                Assert.Throws<JournalDamagedException>(() => StoreIdentity.OpenOrCreate(_disk, new EngineOptions(), 1));
                file.Damage(offset, 0x01);
            }
        }
    }
}
