using System.Text.RegularExpressions;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Tests.Outbox;

namespace Millrace.Sns.Tests.Sms;

/// <summary>The sandbox in which only verified numbers receive. Source: SNS Developer Guide, "Using the Amazon SNS SMS sandbox".</summary>
public sealed partial class SandboxTests : OutboxTest
{
    private const string Number = "+15555550100";

    public SandboxTests()
        : base(new SnsSettings { IsInSmsSandbox = true }) { }

    [Fact]
    public void An_account_says_that_it_is_in_the_sandbox() =>
        Assert.True(
            Ok(
                Texts<GetSMSSandboxAccountStatus, GetSMSSandboxAccountStatusInput, GetSMSSandboxAccountStatusResult>(new())
            ).IsInSandbox
        );

    [Fact]
    public void A_message_to_a_number_that_is_not_verified_is_taken_and_not_delivered()
    {
        Ok(TryPublishTo(Number, "hello"));
        Assert.Equal("The account is in the SMS sandbox, and the phone number is not verified", OnlyItem().Failure);
    }

    [Fact]
    public void A_number_is_verified_by_the_password_in_the_outbox_and_receives_from_then_on()
    {
        Ok(TryCreate(Number));
        Assert.Equal([(Number, "Pending")], List());

        Ok(TryVerify(Number, SentCode()));
        Assert.Equal([(Number, "Verified")], List());

        Ok(TryPublishTo(Number, "hello"));
        Assert.Null(Outbox()[0].Failure);
        Ok(TrySubscribe("sms", Number));
        Publish("through the topic");
        Assert.Equal("through the topic", TextOf(Outbox()[0]));
    }

    [Fact]
    public void A_wrong_password_does_not_verify()
    {
        Ok(TryCreate(Number));
        var wrong = SentCode() == "000000" ? "000001" : "000000";

        Assert.Equal("VerificationException", Refusal(TryVerify(Number, wrong)).Code);
        Assert.Equal([(Number, "Pending")], List());
        Assert.Equal("ResourceNotFound", Refusal(TryVerify("+15555550199", wrong)).Code);
    }

    [Fact]
    public void Only_the_password_that_was_sent_last_is_good()
    {
        Ok(TryCreate(Number));
        var first = SentCode();
        Ok(TryCreate(Number));

        Assert.NotEqual(first, SentCode());
        Assert.Equal("VerificationException", Refusal(TryVerify(Number, first)).Code);
        Ok(TryVerify(Number, SentCode()));
    }

    [Theory]
    [InlineData(null, "Your verification code is ")]
    [InlineData("de-DE", "Ihr Bestätigungscode lautet ")]
    [InlineData("ja-JP", "確認コードは ")]
    public void A_password_comes_in_the_language_that_is_asked_for(string? language, string beginning)
    {
        Ok(TryCreate(Number, language));
        Assert.StartsWith(beginning, TextOf(OnlyItem()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_is_sent_five_passwords_in_24_hours()
    {
        for (var sent = 0; sent < 5; sent++)
        {
            Ok(TryCreate(Number));
        }

        Assert.Equal("Throttled", Refusal(TryCreate(Number)).Code);
        World.Pass(TimeSpan.FromHours(24));
        Ok(TryCreate(Number));
    }

    [Fact]
    public void The_sandbox_holds_ten_numbers()
    {
        for (var index = 0; index < 10; index++)
        {
            Ok(TryCreate($"+1555555010{index}"));
        }

        Assert.Equal(("UserError", "The SMS sandbox holds at most 10 phone numbers."), Refusal(TryCreate("+15555550110")));
    }

    [Fact]
    public void A_number_is_deleted_24_hours_after_the_last_attempt_to_verify_it()
    {
        Ok(TryCreate(Number));
        World.Pass(TimeSpan.FromHours(23));
        Ok(TryVerify(Number, SentCode()));
        World.Pass(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal("UserError", Refusal(TryDelete(Number)).Code);

        World.Pass(TimeSpan.FromSeconds(1));
        Ok(TryDelete(Number));
        Assert.Empty(List());
        Assert.Equal("ResourceNotFound", Refusal(TryDelete(Number)).Code);
    }

    [Fact]
    public void A_verified_number_is_not_asked_again()
    {
        Ok(TryCreate(Number));
        Ok(TryVerify(Number, SentCode()));
        Assert.Equal(("UserError", "The phone number is verified already."), Refusal(TryCreate(Number)));
    }

    [Fact]
    public void A_number_that_has_opted_out_is_not_asked()
    {
        OptOut(Number);
        Assert.Equal("OptedOut", Refusal(TryCreate(Number)).Code);
    }

    [Fact]
    public void The_sandbox_survives_a_restart_and_a_power_cut()
    {
        Ok(TryCreate(Number));
        World.LosePower();
        Ok(TryVerify(Number, SentCode()));
        World.Restart();

        Assert.Equal([(Number, "Verified")], List());
        Assert.Equal("UserError", Refusal(TryDelete(Number)).Code);
    }

    [Fact]
    public void A_listing_comes_in_pages_of_the_size_that_is_asked_for()
    {
        for (var index = 0; index < 3; index++)
        {
            Ok(TryCreate($"+1555555010{index}"));
        }

        var first = ListPage(2, null);
        var second = ListPage(2, first.NextToken);

        Assert.Equal(["+15555550100", "+15555550101"], first.PhoneNumbers!.ConvertAll(number => number.PhoneNumber));
        Assert.Equal(["+15555550102"], second.PhoneNumbers!.ConvertAll(number => number.PhoneNumber));
        Assert.Null(second.NextToken);
    }

    /// <summary>The one-time password that came last.</summary>
    private string SentCode() => Digits().Match(TextOf(Outbox("sms")[0])).Value;

    private Answer<CreateSMSSandboxPhoneNumberResult> TryCreate(string number, string? language = null) =>
        Texts<CreateSMSSandboxPhoneNumber, CreateSMSSandboxPhoneNumberInput, CreateSMSSandboxPhoneNumberResult>(
            new() { PhoneNumber = number, LanguageCode = language }
        );

    private Answer<VerifySMSSandboxPhoneNumberResult> TryVerify(string number, string code) =>
        Texts<VerifySMSSandboxPhoneNumber, VerifySMSSandboxPhoneNumberInput, VerifySMSSandboxPhoneNumberResult>(
            new() { PhoneNumber = number, OneTimePassword = code }
        );

    private Answer<DeleteSMSSandboxPhoneNumberResult> TryDelete(string number) =>
        Texts<DeleteSMSSandboxPhoneNumber, DeleteSMSSandboxPhoneNumberInput, DeleteSMSSandboxPhoneNumberResult>(
            new() { PhoneNumber = number }
        );

    private ListSMSSandboxPhoneNumbersResult ListPage(int? most, string? token) =>
        Ok(
            Texts<ListSMSSandboxPhoneNumbers, ListSMSSandboxPhoneNumbersInput, ListSMSSandboxPhoneNumbersResult>(
                new() { MaxResults = most, NextToken = token }
            )
        );

    private List<(string, string)> List() =>
        ListPage(null, null).PhoneNumbers!.ConvertAll(number => (number.PhoneNumber!, number.Status!));

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
