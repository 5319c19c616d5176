using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Tests.Outbox;

namespace Millrace.Sns.Tests.Sms;

/// <summary>Numbers that want no more text messages. Answers as recorded from AWS (TestSNSSMS).</summary>
public sealed class OptOutTests : OutboxTest
{
    private const string Number = "+15555550100";

    [Fact]
    public void Whether_a_number_has_opted_out_can_be_asked()
    {
        Assert.False(IsOptedOut(Number));

        OptOut(Number);

        Assert.True(IsOptedOut(Number));
        Assert.True(IsOptedOut("1 555 555-0100"));
        Assert.False(IsOptedOut("+15555550101"));
    }

    [Fact]
    public void Numbers_that_have_opted_out_are_listed()
    {
        Assert.Empty(List().PhoneNumbers!);
        OptOut(Number);
        OptOut(Number);
        Assert.Equal([Number], List().PhoneNumbers!);
    }

    [Fact]
    public void A_listing_shows_a_hundred_numbers_a_page()
    {
        for (var index = 0; index < 103; index++)
        {
            OptOut($"+1555555{index:D4}");
        }

        var first = List();
        var second = List(first.NextToken);

        Assert.Equal(100, first.PhoneNumbers!.Count);
        Assert.Equal(["+15555550100", "+15555550101", "+15555550102"], second.PhoneNumbers!);
        Assert.Null(second.NextToken);
    }

    [Fact]
    public void To_opt_in_a_number_that_has_not_opted_out_does_nothing()
    {
        Ok(TryOptIn(Number));
        Ok(TryOptIn(Number));
    }

    [Fact]
    public void A_number_is_opted_in_once_in_30_days()
    {
        OptOut(Number);
        Ok(TryOptIn(Number));
        Assert.False(IsOptedOut(Number));

        OptOut(Number);
        World.Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: PhoneNumber Reason: a phone number can be opted in only once every 30 days"),
            Refusal(TryOptIn(Number))
        );

        World.Pass(TimeSpan.FromSeconds(1));
        Ok(TryOptIn(Number));
        Assert.False(IsOptedOut(Number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+1234567890123456")]
    [InlineData("+1555abc")]
    public void What_is_no_number_is_refused(string number)
    {
        (string, string) refusal = ("InvalidParameter", "Invalid parameter: PhoneNumber Reason: input incorrectly formatted");
        Assert.Equal(refusal, Refusal(TryOptIn(number)));
        Assert.Equal(refusal, Refusal(Check(number)));
    }

    [Fact]
    public void A_message_to_a_number_that_has_opted_out_is_taken_and_not_delivered()
    {
        OptOut(Number);

        Ok(TryPublishTo(Number, "hello"));

        Assert.Equal("Phone number is opted out", OnlyItem().Failure);
    }

    [Fact]
    public void A_topics_message_for_a_number_that_has_opted_out_goes_to_the_dead_letter_queue()
    {
        var dead = CreateQueue("dead");
        Ok(TrySubscribe("sms", Number, TopicArn, ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead}}"}""")));
        OptOut(Number);

        Publish("hello");

        Assert.Empty(Outbox());
        Assert.Single(Bodies("dead"));
    }

    [Fact]
    public void Who_has_opted_out_survives_a_restart_and_a_power_cut()
    {
        OptOut(Number);
        World.LosePower();
        Assert.True(IsOptedOut(Number));

        Ok(TryOptIn(Number));
        OptOut(Number);
        World.Restart();
        Assert.True(IsOptedOut(Number));
        Assert.Equal("InvalidParameter", Refusal(TryOptIn(Number)).Code);
    }

    private Answer<CheckIfPhoneNumberIsOptedOutResponse> Check(string number) =>
        Texts<CheckIfPhoneNumberIsOptedOut, CheckIfPhoneNumberIsOptedOutInput, CheckIfPhoneNumberIsOptedOutResponse>(
            new() { PhoneNumber = number }
        );

    private bool IsOptedOut(string number) => Ok(Check(number)).IsOptedOut!.Value;

    private Answer<OptInPhoneNumberResponse> TryOptIn(string number) =>
        Texts<OptInPhoneNumber, OptInPhoneNumberInput, OptInPhoneNumberResponse>(new() { PhoneNumber = number });

    private ListPhoneNumbersOptedOutResponse List(string? token = null) =>
        Ok(
            Texts<ListPhoneNumbersOptedOut, ListPhoneNumbersOptedOutInput, ListPhoneNumbersOptedOutResponse>(
                new() { NextToken = token }
            )
        );
}
