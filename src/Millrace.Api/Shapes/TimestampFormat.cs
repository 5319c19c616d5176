namespace Millrace.Api;

/// <summary>How a point in time is written.</summary>
public enum TimestampFormat
{
    /// <summary>As the protocol does: epoch seconds in JSON and CBOR, ISO 8601 in Query and XML.</summary>
    ProtocolDefault,

    /// <summary>Seconds since 1970-01-01T00:00:00Z, with a fraction.</summary>
    UnixTimestamp,

    /// <summary>ISO 8601 in UTC.</summary>
    Iso8601,

    /// <summary>The date of an HTTP header (RFC 7231).</summary>
    Rfc822,
}
