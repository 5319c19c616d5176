namespace Millrace.Api;

/// <summary>Where a REST protocol carries a member.</summary>
public enum MemberLocation
{
    /// <summary>In the body's document; the only place in awsJson and awsQuery.</summary>
    Body,

    /// <summary>In the header named <see cref="MemberSchema.LocationName"/>.</summary>
    Header,

    /// <summary>In all headers whose names begin with <see cref="MemberSchema.LocationName"/>.</summary>
    Headers,

    /// <summary>In the query parameter named <see cref="MemberSchema.LocationName"/>.</summary>
    QueryString,

    /// <summary>In the placeholder of the path named <see cref="MemberSchema.LocationName"/>.</summary>
    Uri,

    /// <summary>In the answer's HTTP status.</summary>
    StatusCode,

    /// <summary>The member is the whole body.</summary>
    Payload,
}
