using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Protection;

/// <summary>Whose audits to read.</summary>
public sealed record AuditsRequest(string TopicArn);

/// <summary>Reports of audits, the newest first, each a JSON document in the form of AWS's audit logs.</summary>
public sealed record AuditReports(IReadOnlyList<string> Reports);

/// <summary>Reads what a topic's audits for sensitive data have reported; AWS writes it to a log group, a stream or a bucket.</summary>
/// <remarks>Errors: NotFound.</remarks>
public sealed class ReadAudits : IOperation<Topic, AuditsRequest, AuditReports>
{
    public static ResourceId Address(AuditsRequest request, Caller caller) => TopicAddress.IdOf(request.TopicArn);

    public static Outcome<AuditReports> Decide(Topic resource, AuditsRequest request, in Turn turn) =>
        resource.Exists ? Outcome<AuditReports>.Reply(new AuditReports([.. resource.Audits])) : SnsErrors.NotFoundException;
}
