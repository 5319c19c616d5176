using Millrace.Engine;

namespace Millrace.Sns.Sms;

/// <summary>Settings for text messages were set; an empty value removes one.</summary>
internal sealed record SmsAttributesSet(IReadOnlyDictionary<string, string> Attributes) : IFact
{
    public const ushort FactTag = 0x0250;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer) => writer.Texts(Attributes);

    public static IFact Read(ref FactReader reader) => new SmsAttributesSet(reader.Texts());
}

/// <summary>Whoever has the number wants no more text messages of this account.</summary>
internal sealed record PhoneNumberOptedOut(string Number, DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0251;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Text(Number);
        writer.Time(At);
    }

    public static IFact Read(ref FactReader reader) => new PhoneNumberOptedOut(reader.Text(), reader.Time());
}

/// <summary>A number that had opted out takes text messages again.</summary>
internal sealed record PhoneNumberOptedIn(string Number, DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0252;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Text(Number);
        writer.Time(At);
    }

    public static IFact Read(ref FactReader reader) => new PhoneNumberOptedIn(reader.Text(), reader.Time());
}

/// <summary>A number was put into the sandbox, or was there, and a one-time password is sent to it.</summary>
internal sealed record SandboxCodeSent(string Number, string Code, DateTimeOffset At) : IFact
{
    public const ushort FactTag = 0x0253;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Text(Number);
        writer.Text(Code);
        writer.Time(At);
    }

    public static IFact Read(ref FactReader reader) => new SandboxCodeSent(reader.Text(), reader.Text(), reader.Time());
}

/// <summary>Somebody tried to verify a number.</summary>
/// <param name="IsVerified">The one-time password was right.</param>
internal sealed record SandboxNumberTried(string Number, DateTimeOffset At, bool IsVerified) : IFact
{
    public const ushort FactTag = 0x0254;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Text(Number);
        writer.Time(At);
        writer.Flag(IsVerified);
    }

    public static IFact Read(ref FactReader reader) => new SandboxNumberTried(reader.Text(), reader.Time(), reader.Flag());
}

/// <summary>A number was taken out of the sandbox.</summary>
internal sealed record SandboxNumberDeleted(string Number) : IFact
{
    public const ushort FactTag = 0x0255;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer) => writer.Text(Number);

    public static IFact Read(ref FactReader reader) => new SandboxNumberDeleted(reader.Text());
}
