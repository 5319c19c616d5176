using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Tests.Outbox;

namespace Millrace.Sns.Tests.Sms;

/// <summary>How an account's text messages are sent. Texts as recorded from AWS (TestSNSSMS).</summary>
public sealed class SmsSettingsTests : OutboxTest
{
    [Fact]
    public void What_is_set_is_shown_with_the_spend_limit_that_accounts_begin_with()
    {
        Set(("DefaultSMSType", "Promotional"), ("DefaultSenderID", "LSTest"), ("DeliveryStatusSuccessSamplingRate", "100"));

        Assert.Equal(
            Map(
                ("DefaultSMSType", "Promotional"),
                ("DefaultSenderID", "LSTest"),
                ("DeliveryStatusSuccessSamplingRate", "100"),
                ("MonthlySpendLimit", "1")
            ),
            Get()
        );
        Assert.Equal(
            Map(("DefaultSMSType", "Promotional"), ("DefaultSenderID", "LSTest")),
            Get("DefaultSMSType", "DefaultSenderID")
        );
    }

    [Fact]
    public void An_empty_value_takes_a_setting_away()
    {
        Set(("DefaultSenderID", "LSTest"));
        Set(("DefaultSenderID", ""));

        Assert.Equal(Map(("MonthlySpendLimit", "1")), Get());
    }

    [Theory]
    [InlineData("InvalidAttribute", "test", "InvalidAttribute is not a valid attribute")]
    [InlineData("DefaultSendID", "ThisIsLongerThan11", "DefaultSendID is not a valid attribute")]
    [InlineData("DefaultSendID", "123456789", "DefaultSendID is not a valid attribute")]
    [InlineData("DefaultSMSType", "Invalid", "DefaultSMSType is invalid")]
    [InlineData("DefaultSenderID", "ThisIsLongerThan11", "DefaultSenderID is invalid")]
    [InlineData("DefaultSenderID", "123456789", "DefaultSenderID is invalid")]
    [InlineData("DefaultSenderID", "no blanks", "DefaultSenderID is invalid")]
    [InlineData("DeliveryStatusSuccessSamplingRate", "101", "DeliveryStatusSuccessSamplingRate is invalid")]
    [InlineData("MonthlySpendLimit", "-1", "MonthlySpendLimit is invalid")]
    public void What_makes_no_sense_is_refused(string name, string value, string message)
    {
        Assert.Equal(("InvalidParameter", message), Refusal(TrySet((name, value))));
        Assert.Equal(Map(("MonthlySpendLimit", "1")), Get());
    }

    [Fact]
    public void Accounts_and_regions_have_settings_of_their_own()
    {
        Set(("DefaultSenderID", "Mine"));

        Caller = Caller with { Account = "111111111111" };
        Assert.DoesNotContain("DefaultSenderID", Get());

        Caller = Caller with { Account = Account, Region = "eu-central-1" };
        Assert.DoesNotContain("DefaultSenderID", Get());
    }

    [Fact]
    public void Settings_survive_a_restart_and_a_power_cut()
    {
        Set(("DefaultSenderID", "Mine"));
        World.LosePower();
        Assert.Equal("Mine", Get()["DefaultSenderID"]);

        World.Restart();
        Assert.Equal("Mine", Get()["DefaultSenderID"]);
    }

    [Fact]
    public void There_are_no_numbers_to_send_from() =>
        Assert.Empty(
            Ok(Texts<ListOriginationNumbers, ListOriginationNumbersRequest, ListOriginationNumbersResult>(new())).PhoneNumbers!
        );

    private Answer<SetSMSAttributesResponse> TrySet(params (string Name, string Value)[] attributes) =>
        Texts<SetSMSAttributes, SetSMSAttributesInput, SetSMSAttributesResponse>(new() { Attributes = Map(attributes) });

    private void Set(params (string Name, string Value)[] attributes) => Ok(TrySet(attributes));

    private Dictionary<string, string> Get(params string[] names) =>
        Ok(
            Texts<GetSMSAttributes, GetSMSAttributesInput, GetSMSAttributesResponse>(
                new() { Attributes = names.Length > 0 ? [.. names] : null }
            )
        ).Attributes!;
}
