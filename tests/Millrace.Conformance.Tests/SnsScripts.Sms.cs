using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Text messages: the account's settings, and who has opted out.</summary>
internal static partial class SnsScripts
{
    private static Dictionary<string, Func<SnsConversation, Task>> SmsCases =>
        new(StringComparer.Ordinal)
        {
            ["test_set_get_sms_attributes"] = SmsAttributes,
            ["test_set_invalid_sms_attributes"] = InvalidSmsAttributes,
            ["test_list_opted_out"] = async c =>
                c.Compare(
                    "list-opted-out",
                    await new SnsClient(c.Server, account: "222222222222").CallAsync("ListPhoneNumbersOptedOut", [])
                ),
            ["test_is_phone_number_opted_out"] = async c =>
                await c.CompareAsync("phone-number-opted-out", "CheckIfPhoneNumberIsOptedOut", await OptedOutAsync(c)),
            ["test_list_phone_numbers_opted_out"] = async c =>
            {
                await OptedOutAsync(c);
                await c.CompareAsync("list-phone-numbers-opted-out", "ListPhoneNumbersOptedOut", []);
            },
            ["test_opt_in_non_existing_phone_number"] = async c =>
                await c.CompareAsync(
                    "opt-in-non-existing-number",
                    "OptInPhoneNumber",
                    new JsonObject { ["phoneNumber"] = "+12065550199" }
                ),
        };

    private static async Task SmsAttributes(SnsConversation c)
    {
        var attributes = Map(
            ("DefaultSMSType", "Promotional"),
            ("DefaultSenderID", "LSTest"),
            ("DeliveryStatusSuccessSamplingRate", "100"),
            ("MonthlySpendLimit", "1")
        );
        await c.DoAsync("SetSMSAttributes", new JsonObject { ["attributes"] = attributes });
        await c.CompareAsync("get-sms-all-attributes", "GetSMSAttributes", []);
        await c.CompareAsync(
            "get-sms-some-attributes",
            "GetSMSAttributes",
            new JsonObject { ["attributes"] = List("DefaultSMSType", "DefaultSenderID") }
        );
    }

    /// <summary>AWS's answers to two of these name an attribute of SNS with a letter missing, so that is what was set.</summary>
    private static async Task InvalidSmsAttributes(SnsConversation c)
    {
        var (name, value) = c.Variant switch
        {
            "InvalidAttributeName" => ("InvalidAttribute", "x"),
            "TooLongID" => ("DefaultSendID", new string('a', 12)),
            "NoLetterID" => ("DefaultSendID", "1234"),
            _ => ("DefaultSMSType", "Nothing"),
        };
        var request = new JsonObject { ["attributes"] = Map((name, value)) };
        await c.CompareAsync("invalid-attribute", "SetSMSAttributes", request);
    }

    /// <summary>A number that has opted out.</summary>
    private static async Task<JsonObject> OptedOutAsync(SnsConversation c)
    {
        const string number = "+12065550100";
        await c.Server.OptOutAsync(number);
        return new JsonObject { ["phoneNumber"] = number };
    }
}
