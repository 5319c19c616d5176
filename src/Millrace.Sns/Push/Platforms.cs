namespace Millrace.Sns.Push;

/// <summary>The push services that applications are made for.</summary>
/// <remarks>
/// Source: SNS API Reference, CreatePlatformApplication; SNS Developer Guide, "Publishing Amazon SNS notifications with platform-specific
/// payloads", for the keys of structured messages, which are the names of the platforms.
/// </remarks>
internal static class Platforms
{
    private const string Gcm = "GCM";

    public static bool IsKnown(string platform) =>
        platform is "ADM" or "BAIDU" or "MPNS" or "WNS" || platform == Gcm || IsApple(platform);

    /// <summary>Apple's, with certificates or tokens, for each of its channels.</summary>
    public static bool IsApple(string platform) =>
        platform is "APNS" or "APNS_SANDBOX" or "APNS_VOIP" or "APNS_VOIP_SANDBOX" or "MACOS" or "MACOS_SANDBOX";

    /// <summary>Whether credentials come in pairs: all but Google's need a principal.</summary>
    public static bool NeedsPrincipal(string platform) => platform != Gcm;
}
