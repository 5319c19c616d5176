using System.Text;

namespace Millrace.Sns.Push;

/// <summary>The attributes of endpoints: which there are, and which values they take.</summary>
/// <remarks>Source: SNS API Reference, SetEndpointAttributes; texts as recorded from AWS where they were.</remarks>
internal static class EndpointAttributes
{
    public const string CustomUserData = "CustomUserData";
    public const string Enabled = "Enabled";
    public const string Token = "Token";

    private const string BaiduChannel = "ChannelId";
    private const string BaiduUser = "UserId";
    private const string Baidu = "BAIDU";

    /// <summary>What is wrong with attributes that are set, or null.</summary>
    public static string? Check(string platform, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (Check(platform, name, value) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>What is wrong with a device's token, or null.</summary>
    public static string? CheckToken(string platform, string token)
    {
        if (token.Length == 0)
        {
            return "no value for required parameter";
        }

        if (Platforms.IsApple(platform))
        {
            return token.Length <= Limits.AppleTokenLengthMax && token.All(char.IsAsciiHexDigit)
                ? null
                : $"iOS device tokens must be no more than {Limits.AppleTokenLengthMax} hexadecimal characters";
        }

        return Encoding.UTF8.GetByteCount(token) <= Limits.PushTokenBytesMax
            ? null
            : $"must be at most {Limits.PushTokenBytesMax} bytes long in UTF-8 encoding";
    }

    private static string? Check(string platform, string name, string value) =>
        name switch
        {
            Token => CheckToken(platform, value) is { } wrong ? $"Invalid value for attribute: {Token}: {wrong}" : null,
            Enabled => ApplicationAttributes.IsFlag(value)
                ? null
                : $"Invalid value for attribute: {Enabled}: must be true or false",
            CustomUserData => Encoding.UTF8.GetByteCount(value) <= Limits.CustomUserDataBytesMax
                ? null
                : $"Invalid value for attribute: {CustomUserData}: must be at most {Limits.CustomUserDataBytesMax} bytes long in UTF-8 encoding",
            BaiduChannel or BaiduUser when platform == Baidu => null,
            _ => $"Invalid attribute name: {name}",
        };
}
