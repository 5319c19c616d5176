namespace Millrace.Languages.DataProtection;

/// <summary>Which way data goes, seen from the topic.</summary>
public enum DataDirection
{
    /// <summary>What is published.</summary>
    Inbound,

    /// <summary>What is delivered to a subscription.</summary>
    Outbound,
}
