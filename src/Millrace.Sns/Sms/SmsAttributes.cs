using System.Globalization;

namespace Millrace.Sns.Sms;

/// <summary>An account's settings for text messages: which there are, and which values they take.</summary>
/// <remarks>Source: SNS API Reference, SetSMSAttributes; texts as recorded from AWS.</remarks>
internal static class SmsAttributes
{
    public const string DefaultSenderId = "DefaultSenderID";
    public const string DefaultSmsType = "DefaultSMSType";
    public const string MonthlySpendLimit = "MonthlySpendLimit";
    public const string DeliveryStatusIamRole = "DeliveryStatusIAMRole";
    public const string DeliveryStatusSuccessSamplingRate = "DeliveryStatusSuccessSamplingRate";
    public const string UsageReportS3Bucket = "UsageReportS3Bucket";

    public const string Promotional = "Promotional";
    public const string Transactional = "Transactional";

    /// <summary>One dollar a month is AWS's quota for accounts that have asked for no other, and is shown when nothing is set.</summary>
    private const string DefaultMonthlySpendLimit = "1";

    private const int SenderIdLengthMax = 11;
    private const int PercentMax = 100;

    /// <summary>What is wrong with a setting, or null. An empty value takes it away.</summary>
    public static string? Check(string name, string value)
    {
        bool? isValid = name switch
        {
            DefaultSenderId => value.Length == 0 || IsSenderId(value),
            DefaultSmsType => IsSmsType(value),
            MonthlySpendLimit => IsNumber(value, int.MaxValue),
            DeliveryStatusIamRole => value.Length == 0 || value.StartsWith("arn:", StringComparison.Ordinal),
            DeliveryStatusSuccessSamplingRate => value.Length == 0 || IsNumber(value, PercentMax),
            UsageReportS3Bucket => true,
            _ => null,
        };
        return isValid switch
        {
            null => $"{name} is not a valid attribute",
            false => $"{name} is invalid",
            true => null,
        };
    }

    /// <summary>1 to 11 letters and digits, one of them a letter.</summary>
    public static bool IsSenderId(string value) =>
        value.Length is >= 1 and <= SenderIdLengthMax && value.All(char.IsAsciiLetterOrDigit) && value.Any(char.IsAsciiLetter);

    public static bool IsSmsType(string value) => value is Promotional or Transactional;

    /// <summary>What GetSMSAttributes shows.</summary>
    public static Dictionary<string, string> Shown(IReadOnlyDictionary<string, string> set)
    {
        var shown = new Dictionary<string, string>(set, StringComparer.Ordinal);
        shown.TryAdd(MonthlySpendLimit, DefaultMonthlySpendLimit);
        return shown;
    }

    private static bool IsNumber(string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;
}
