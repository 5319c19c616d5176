using Millrace.Engine;

namespace Millrace.Sns.Protection;

/// <summary>A published message was audited for sensitive data, and the topic's policy wants to hear what came of it.</summary>
/// <param name="Report">A JSON document in the form of AWS's audit logs.</param>
internal sealed record MessageAudited(string Report) : IFact
{
    public const ushort FactTag = 0x0270;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer) => writer.Text(Report);

    public static IFact Read(ref FactReader reader) => new MessageAudited(reader.Text());
}
