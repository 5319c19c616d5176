namespace Millrace.Api;

/// <summary>Which of a member's names a protocol uses.</summary>
public enum MemberNaming
{
    /// <summary>The name in JSON and CBOR documents.</summary>
    Json,

    /// <summary>The name in Query parameters and XML elements.</summary>
    Query,
}
