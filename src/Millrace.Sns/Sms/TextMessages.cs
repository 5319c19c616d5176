using System.Globalization;
using System.Text;
using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Sns.Sms;

/// <summary>What SNS demands of a text message, and how the account's settings complete it.</summary>
/// <remarks>
/// Source: SNS Developer Guide, "Publishing to a mobile phone" (attributes, 1,600 bytes) and "Viewing CloudWatch metrics and logs for SMS
/// deliveries" (reasons for failures). AWS takes a message for a number that has opted out, and one for a number that is not verified,
/// and fails to deliver it later; so it is here.
/// </remarks>
internal static class TextMessages
{
    private const string SenderIdName = "AWS.SNS.SMS.SenderID";
    private const string SmsTypeName = "AWS.SNS.SMS.SMSType";
    private const string MaxPriceName = "AWS.SNS.SMS.MaxPrice";
    private const string OriginationNumberName = "AWS.MM.SMS.OriginationNumber";

    private const int OriginationDigitsMin = 5;
    private const int OriginationDigitsMax = 14;

    /// <summary>What is wrong with a text and the attributes that concern text messages, or null.</summary>
    public static AwsError? Check(ReadOnlyMemory<byte> text, IReadOnlyList<StoredAttribute> attributes)
    {
        if (text.Length > Limits.TextMessageBytesMax)
        {
            return TopicAddress.Invalid("Message too long");
        }

        foreach (var attribute in attributes)
        {
            if (!IsValid(attribute))
            {
                return TopicAddress.Invalid(
                    "MessageAttributes",
                    $"{attribute.Name} does not take the value {Encoding.UTF8.GetString(attribute.Value.Span)}"
                );
            }
        }

        return null;
    }

    /// <summary>The message as it leaves: with the account's sender and kind where it names none, or with the reason why it does not.</summary>
    public static OutgoingNotification Complete(SmsAccount account, OutgoingNotification message) =>
        message with
        {
            Attributes =
            [
                .. message.Attributes,
                .. Missing(message.Attributes, SenderIdName, account.SenderId),
                .. Missing(message.Attributes, SmsTypeName, account.SmsType),
            ],
            Failure = FailureOf(account, message.Endpoint),
        };

    private static bool IsValid(StoredAttribute attribute)
    {
        var value = Encoding.UTF8.GetString(attribute.Value.Span);
        return attribute.Name switch
        {
            SenderIdName => SmsAttributes.IsSenderId(value),
            SmsTypeName => SmsAttributes.IsSmsType(value),
            MaxPriceName => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
            OriginationNumberName => IsOriginationNumber(value),
            _ => true,
        };
    }

    private static bool IsOriginationNumber(string value)
    {
        var digits = value.AsSpan().TrimStart('+');
        return digits.Length is >= OriginationDigitsMin and <= OriginationDigitsMax && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static string? FailureOf(SmsAccount account, string number)
    {
        if (account.IsOptedOut(number))
        {
            return "Phone number is opted out";
        }

        return account.IsInSandbox && account.FindInSandbox(number) is not { IsVerified: true }
            ? "The account is in the SMS sandbox, and the phone number is not verified"
            : null;
    }

    private static IEnumerable<StoredAttribute> Missing(IReadOnlyList<StoredAttribute> given, string name, string? value)
    {
        if (value is not null && !given.Any(attribute => attribute.Name == name))
        {
            yield return new StoredAttribute(name, "String", Encoding.UTF8.GetBytes(value));
        }
    }
}
