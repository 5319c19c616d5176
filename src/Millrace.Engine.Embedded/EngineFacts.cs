using System.Buffers.Binary;
using Millrace.Api;

namespace Millrace.Engine.Embedded;

/// <summary>A resource has its first fact: from here on its facts carry only its number.</summary>
internal sealed record ResourceIntroduced(ResourceId Id) : IFact
{
    public const ushort FactTag = 1;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Text(Id.Kind);
        writer.Text(Id.Arn);
    }

    public static IFact Read(ref FactReader reader) => new ResourceIntroduced(new ResourceId(reader.Text(), reader.Text()));
}

/// <summary>A call was taken together with the facts beside this one; its repetition will be dropped.</summary>
internal sealed record CallTaken(ResourceId Source, long Number) : IFact
{
    public const ushort FactTag = 2;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Text(Source.Kind);
        writer.Text(Source.Arn);
        writer.Int64(Number);
    }

    public static IFact Read(ref FactReader reader) =>
        new CallTaken(new ResourceId(reader.Text(), reader.Text()), reader.Int64());
}

/// <summary>A fact that is still needed was copied out of a thin segment: its payload is now here.</summary>
internal sealed record PayloadMoved(PayloadHandle From, ushort InnerTag, ReadOnlyMemory<byte> InnerFields) : IFact
{
    public const ushort FactTag = 3;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(From.Position);
        writer.Int32(From.Length);
        writer.UInt16(InnerTag);
        writer.Bytes(InnerFields.Span);
    }

    public static IFact Read(ref FactReader reader) =>
        new PayloadMoved(new PayloadHandle(reader.Int64(), reader.Int32()), reader.UInt16(), reader.Bytes());

    /// <summary>Where the fact was copied from, and of what kind it is, without reading it.</summary>
    public static (long From, ushort InnerTag) Peek(ReadOnlySpan<byte> fields) =>
        (BinaryPrimitives.ReadInt64LittleEndian(fields), BinaryPrimitives.ReadUInt16LittleEndian(fields[12..]));
}

/// <summary>Who takes the turns that nobody asked for: time passing, calls settling.</summary>
internal static class EngineCaller
{
    public static Caller Instance { get; } = new("000000000000", "us-east-1", "millrace", "");

    /// <summary>The account and region that the calling resource's ARN names, and the service in whose name it calls.</summary>
    public static Caller Of(Call call) =>
        Arn.TryParse(call.Source.Arn, out var arn)
            ? new Caller(arn.Account, arn.Region, call.Principal ?? arn.Account, "")
            : Instance;
}
