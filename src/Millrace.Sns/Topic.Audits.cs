using Millrace.Sns.Protection;

namespace Millrace.Sns;

/// <summary>What audits for sensitive data have reported.</summary>
public sealed partial class Topic
{
    private readonly Queue<string> _audits = new();

    /// <summary>The newest first, each a JSON document; the oldest are dropped beyond <see cref="Limits.AuditReportsMax"/>.</summary>
    internal IEnumerable<string> Audits => _audits.Reverse();

    private void Apply(MessageAudited audited)
    {
        _audits.Enqueue(audited.Report);
        if (_audits.Count > Limits.AuditReportsMax)
        {
            _audits.Dequeue();
        }
    }
}
