namespace Millrace.Engine.Embedded.Tests.Notebooks;

/// <summary>What is asked of a notebook; an operation reads what it needs.</summary>
internal sealed record NotebookRequest(string Book, string Text = "", IReadOnlyList<long>? Numbers = null, int WaitSeconds = 0);

/// <summary>What a notebook answers: numbers of notes, and their texts where they were asked for.</summary>
internal sealed record NotebookReply(List<long> Numbers, List<string> Texts);

/// <summary>Writes one note.</summary>
internal sealed class WriteNote : IOperation<Notebook, NotebookRequest, NotebookReply>
{
    public static ResourceId Address(NotebookRequest request, Caller caller) => Notebook.IdOf(request.Book);

    public static Outcome<NotebookReply> Decide(Notebook resource, NotebookRequest request, in Turn turn) =>
        Outcome<NotebookReply>.Reply(
            new NotebookReply([resource.NextNote], []),
            new NoteWritten(resource.NextNote, request.Text)
        );

    public static void Observe(Notebook resource, NotebookReply reply, IReadOnlyList<IFact> facts) =>
        resource.Observed += resource.Notes.ContainsKey(reply.Numbers[0]) ? facts.Count : 0;
}

/// <summary>Reads all notes; with none there, waits for as long as it is asked to.</summary>
internal sealed class ReadNotes : IOperation<Notebook, NotebookRequest, NotebookReply>
{
    public static ResourceId Address(NotebookRequest request, Caller caller) => Notebook.IdOf(request.Book);

    public static Outcome<NotebookReply> Decide(Notebook resource, NotebookRequest request, in Turn turn)
    {
        var deadline = turn.AskedAt.AddSeconds(request.WaitSeconds);
        if (resource.Notes.Count == 0 && deadline > turn.Now)
        {
            return Outcome<NotebookReply>.Wait(deadline);
        }

        return Outcome<NotebookReply>.ReplyWithPayloads(
            new NotebookReply([.. resource.Notes.Keys], []),
            [],
            [.. resource.Notes.Values],
            static (reply, _, fact) => reply.Texts.Add(((NoteWritten)fact).Text)
        );
    }

    public static void Observe(Notebook resource, NotebookReply reply, IReadOnlyList<IFact> facts) => resource.Observed++;
}

/// <summary>Erases notes.</summary>
internal sealed class EraseNotes : IOperation<Notebook, NotebookRequest, NotebookReply>
{
    public static ResourceId Address(NotebookRequest request, Caller caller) => Notebook.IdOf(request.Book);

    public static Outcome<NotebookReply> Decide(Notebook resource, NotebookRequest request, in Turn turn) =>
        Outcome<NotebookReply>.Reply(new NotebookReply([.. request.Numbers!], []), new NotesErased(request.Numbers!));
}

/// <summary>Gives a note to the notebook that the text names.</summary>
internal sealed class GiveNote : IOperation<Notebook, NotebookRequest, NotebookReply>
{
    public static ResourceId Address(NotebookRequest request, Caller caller) => Notebook.IdOf(request.Book);

    public static Outcome<NotebookReply> Decide(Notebook resource, NotebookRequest request, in Turn turn) =>
        Outcome<NotebookReply>.Reply(
            new NotebookReply([resource.NextCall], []),
            new NoteGiven(resource.NextCall, request.Numbers![0], request.Text)
        );
}

/// <summary>The states of all notebooks, as text.</summary>
internal sealed class DescribeNotebooks : IListing<Notebook, NotebookRequest, string, NotebookReply>
{
    public static ResourceId Address(NotebookRequest request, Caller caller) => Notebook.IdOf("");

    public static string? Select(Notebook resource, NotebookRequest request, in Turn turn) => resource.Describe();

    public static Outcome<NotebookReply> Gather(List<string> items, NotebookRequest request, in Turn turn) =>
        Outcome<NotebookReply>.Reply(new NotebookReply([], [.. items.Order(StringComparer.Ordinal)]));
}

/// <summary>What a notebook observed: how many replies, the calls it took, and how many notes it had each time a turn began.</summary>
internal sealed class ReadObservations : IOperation<Notebook, NotebookRequest, NotebookReply>
{
    public static ResourceId Address(NotebookRequest request, Caller caller) => Notebook.IdOf(request.Book);

    public static Outcome<NotebookReply> Decide(Notebook resource, NotebookRequest request, in Turn turn) =>
        Outcome<NotebookReply>.Reply(
            new NotebookReply(
                [resource.Observed, .. resource.ObservedCalls],
                [.. resource.Reached.Select(reached => $"{reached.Time:mm:ss} {reached.Notes}")]
            )
        );
}
