using System.Net;

namespace Millrace.Outside.Tests;

/// <summary>Which addresses a delivery may be brought to.</summary>
public sealed class AddressRulesTests
{
    private static readonly OutsideOptions _strict = new() { ForbidPrivateAddresses = true, ForbidLoopbackAddresses = true };

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("fd12::1")]
    public void Without_options_everything_may_be_reached_that_is_not_link_local(string address) =>
        Assert.True(Allows(new OutsideOptions(), address));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("fe80::1")]
    [InlineData("febf::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("64:ff9b:1:fffe::169.254.169.254")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData("64:ff9b:1:a9:fe:a9fe::")]
    [InlineData("64:ff9b:1:0:a9:fea9:fe00::")]
    public void Link_local_addresses_must_be_asked_for_by_name_however_they_are_written(string address)
    {
        Assert.False(Allows(new OutsideOptions(), address));
        Assert.True(Allows(new OutsideOptions { AllowLinkLocalAddresses = true }, address));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.255.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("fec0::1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::10.0.0.1")]
    [InlineData("64:ff9b:1::127.0.0.1")]
    [InlineData("::ffff:0:10.0.0.1")]
    public void This_machine_and_private_networks_can_be_forbidden(string address) => Assert.False(Allows(_strict, address));

    [Theory]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("128.0.0.1")]
    [InlineData("1.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("fbff::1")]
    [InlineData("2001:db8::1")]
    [InlineData("64:ff9b::192.0.2.1")]
    [InlineData("64:ff9b:1::192.0.2.1")]
    [InlineData("64:ff9b:1:c000:2:100::")]
    [InlineData("64:ff9b:1:0:c0:2:100::")]
    [InlineData("::ffff:0:192.0.2.1")]
    public void Addresses_of_the_open_net_are_not_meant_by_that(string address) => Assert.True(Allows(_strict, address));

    [Fact]
    public void What_is_allowed_by_name_may_be_reached_whatever_is_forbidden()
    {
        var options = _strict with { AllowedNetworks = "10.1.0.0/16, 127.0.0.1,fd12::/16" };
        Assert.True(Allows(options, "10.1.2.3"));
        Assert.True(Allows(options, "127.0.0.1"));
        Assert.True(Allows(options, "fd12::7"));
        Assert.False(Allows(options, "10.2.0.1"));
        Assert.False(Allows(options, "127.0.0.2"));
    }

    [Fact]
    public void What_is_forbidden_by_name_may_not_be_reached_whatever_is_allowed()
    {
        var options = new OutsideOptions { ForbiddenNetworks = "192.0.2.0/24, 10.1.1.1", AllowedNetworks = "10.1.0.0/16" };
        Assert.False(Allows(options, "192.0.2.255"));
        Assert.False(Allows(options, "10.1.1.1"));
        Assert.True(Allows(options, "10.1.1.2"));
        Assert.False(Allows(options, "64:ff9b:1::192.0.2.255"));
        Assert.False(Allows(options with { ForbiddenNetworks = "64:ff9b:1::/48" }, "64:ff9b:1::192.0.2.1"));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("example.com")]
    [InlineData("10.0.0.0/8 11.0.0.0/8")]
    public void A_list_that_is_not_one_of_networks_is_a_mistake_in_the_options(string text)
    {
        Assert.Equal(
            ("outside.allowedNetworks", AddressRules.NetworksRule),
            new OutsideOptions { AllowedNetworks = text }.FindMistake()
        );
        Assert.Equal(
            ("outside.forbiddenNetworks", AddressRules.NetworksRule),
            new OutsideOptions { ForbiddenNetworks = text }.FindMistake()
        );
    }

    private static bool Allows(OutsideOptions options, string address) =>
        new AddressRules(options).Allows(IPAddress.Parse(address));
}
