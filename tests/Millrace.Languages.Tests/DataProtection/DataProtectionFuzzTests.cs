using System.Diagnostics;
using System.Text;
using Millrace.Languages.DataProtection;

namespace Millrace.Languages.Tests.DataProtection;

/// <summary>Broken policies and hostile texts: nothing but answers comes of them, and soon.</summary>
public sealed class DataProtectionFuzzTests
{
    private const string Alphabet =
        "{}[]\",: *arn:aws:dataprotection::aws:data-identifier/EmailAddress 0123456789-.+@\\\ud83d\udc4d\ud800\0";

    private static readonly string _policy = Policies.Of(
        Policies.Statement(Policies.Mask, $"\"{Policies.Arn("EmailAddress")}\""),
        Policies.Statement(Policies.Audit, $"\"{Policies.Arn("IpAddress")}\"")
    );

    [Fact]
    public void A_broken_policy_is_refused_or_read_and_never_anything_else()
    {
        var chance = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder(_policy);
            for (var change = chance.Next(1, 5); change > 0; change--)
            {
                var at = chance.Next(text.Length);
                _ = chance.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(text.Length - at, chance.Next(1, 9))),
                    1 => text.Insert(at, Alphabet[chance.Next(Alphabet.Length)]),
                    _ => text.Insert(at, _policy.AsSpan(chance.Next(_policy.Length - 30), chance.Next(1, 30))),
                };
                text.Append(' ', Math.Max(0, 20 - text.Length));
            }

            if (DataProtectionPolicy.TryParse(text.ToString(), out var policy, out var reason))
            {
                policy.For(DataDirection.Inbound, Policies.Publisher)?.Deidentify("a@b.com");
            }
            else
            {
                Assert.NotEmpty(reason);
            }
        }
    }

    [Fact]
    public void Any_text_is_searched_by_every_identifier_and_comes_out_no_longer()
    {
        var everything = string.Join(", ", DataProtectionPolicy.OfferedIdentifiers.Select(name => $"\"{Policies.Arn(name)}\""));
        var applied = Policies
            .Parse(Policies.Of(Policies.Statement(Policies.Redact, everything)))
            .For(DataDirection.Inbound, Policies.Publisher)!;
        var chance = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(400)).Select(_ => Alphabet[chance.Next(Alphabet.Length)]));
            Assert.InRange(applied.Deidentify(text).Length, 0, text.Length);
        }
    }

    /// <summary>The largest message there is, of what each identifier likes best; a bound a busy machine keeps easily.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("a@")]
    [InlineData("1.")]
    [InlineData(":")]
    [InlineData("ssn ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("PuTTY-User-Key-File-1: \n")]
    public void The_largest_message_is_searched_in_seconds(string unit)
    {
        var everything = string.Join(", ", DataProtectionPolicy.OfferedIdentifiers.Select(name => $"\"{Policies.Arn(name)}\""));
        var applied = Policies
            .Parse(Policies.Of(Policies.Statement(Policies.Mask, everything)))
            .For(DataDirection.Inbound, Policies.Publisher)!;
        var text = string.Concat(Enumerable.Repeat(unit, 262_144 / unit.Length));

        var started = Stopwatch.GetTimestamp();
        Assert.Equal(text.Length, applied.Deidentify(text).Length);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    /// <summary>Expressions that make backtracking matchers count to the end of time.</summary>
    [Theory]
    [InlineData("a*a*a*a*a*a*a*a*a*a*d")]
    [InlineData("[ab]{0,100}[ac]{100}c")]
    [InlineData(".*.*.*=.*")]
    public void A_custom_expression_is_matched_in_seconds(string expression)
    {
        var applied = Policies
            .Parse(
                $$$"""{"Name": "p", "Version": "2021-06-01", "Configuration": {"CustomDataIdentifier": [{"Name": "A", "Regex": "{{{expression}}}"}]}, "Statement": [{{{Policies.Statement(Policies.Deny, "\"A\"")}}}]}"""
            )
            .For(DataDirection.Inbound, Policies.Publisher)!;
        var chance = new Random(3);
        var text = string.Concat(Enumerable.Range(0, 262_144).Select(_ => "ab"[chance.Next(2)]));

        var started = Stopwatch.GetTimestamp();
        Assert.False(applied.Denies(text));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
