namespace Millrace.Engine.Embedded.Tests.Notebooks;

/// <summary>A note was written; its text stays in this record.</summary>
internal sealed record NoteWritten(long Number, string Text) : IFact
{
    public const ushort FactTag = 0x7001;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Text(Text);
    }

    public static IFact Read(ref FactReader reader) => new NoteWritten(reader.Int64(), reader.Text());
}

/// <summary>Notes were erased.</summary>
internal sealed record NotesErased(IReadOnlyList<long> Numbers) : IFact
{
    public const ushort FactTag = 0x7002;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Count(Numbers.Count);
        foreach (var number in Numbers)
        {
            writer.Int64(number);
        }
    }

    public static IFact Read(ref FactReader reader)
    {
        var numbers = new long[reader.Count()];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = reader.Int64();
        }

        return new NotesErased(numbers);
    }
}

/// <summary>A note is on its way to another notebook.</summary>
internal sealed record NoteGiven(long CallNumber, long Number, string Target) : ICallingFact
{
    public const ushort FactTag = 0x7003;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public IEnumerable<Call> CallsOf(Resource source) =>
        source is Notebook notebook && notebook.CallFor(CallNumber) is { } call ? [call] : [];

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        writer.Int64(Number);
        writer.Text(Target);
    }

    public static IFact Read(ref FactReader reader) => new NoteGiven(reader.Int64(), reader.Int64(), reader.Text());
}

/// <summary>The other notebook has the note, or would not have it.</summary>
internal sealed record GivingSettled(long CallNumber, bool Taken) : IFact
{
    public const ushort FactTag = 0x7004;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Int64(CallNumber);
        writer.Flag(Taken);
    }

    public static IFact Read(ref FactReader reader) => new GivingSettled(reader.Int64(), reader.Flag());
}
