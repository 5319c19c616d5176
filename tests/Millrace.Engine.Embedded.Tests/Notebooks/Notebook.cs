using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Millrace.Engine.Embedded.Tests.Notebooks;

/// <summary>
/// The smallest resource that asks everything of an engine: it keeps notes whose text stays in the journal, erases them, and
/// gives them to other notebooks by calls.
/// </summary>
/// <remarks>A note is kept → erased, or kept → leaving → erased (taken by the other) or kept (refused).</remarks>
internal sealed class Notebook : Resource, IResource<Notebook>
{
    /// <summary>A note that begins with this is erased at <see cref="FleetingUntil"/>; one in a turn.</summary>
    public const string Fleeting = "fleeting";

    /// <summary>A note of this text cannot be kept; one that ends with it cannot be taken by another notebook.</summary>
    public const string Mistake = "mistake";

    /// <summary>With such a fleeting note it fails to say what is due.</summary>
    public const string FleetingMistake = "fleeting mistake";

    /// <summary>The action by which a notebook gives a note to another.</summary>
    public const string GiveAction = "test:Give";

    /// <summary>In whose name notebooks call.</summary>
    public const string ServicePrincipal = "test.amazonaws.com";

    private readonly ResourceId _id;
    private readonly SortedDictionary<long, PayloadHandle> _notes = [];
    private readonly SortedDictionary<long, (long Note, string Target)> _leaving = [];
    private readonly SortedSet<long> _fleeting = [];
    private bool _failsWhenDue;
    private long _lastNote;
    private long _lastCall;

    private Notebook(ResourceId id) => _id = id;

    public static DateTimeOffset FleetingUntil { get; } = World.Start.AddMinutes(1);

    public static string Kind => "test:notebook";

    /// <summary>What an engine must know to replay notebooks.</summary>
    public static ServiceFacts ServiceFacts { get; } =
        new(
            new Dictionary<string, Func<ResourceId, Resource>>(StringComparer.Ordinal) { [Kind] = Create },
            new Dictionary<ushort, FactReading>
            {
                [NoteWritten.FactTag] = NoteWritten.Read,
                [NotesErased.FactTag] = NotesErased.Read,
                [NoteGiven.FactTag] = NoteGiven.Read,
                [GivingSettled.FactTag] = GivingSettled.Read,
            }
        );

    public IReadOnlyDictionary<long, PayloadHandle> Notes => _notes;

    /// <summary>Replies whose facts were applied.</summary>
    public int Observed { get; set; }

    /// <summary>Calls that were taken, each told of once.</summary>
    public List<long> ObservedCalls { get; } = [];

    /// <summary>For each time it was told of, how many notes there were by then.</summary>
    public List<(DateTimeOffset Time, int Notes)> Reached { get; } = [];

    public long NextNote => _lastNote + 1;

    public long NextCall => _lastCall + 1;

    public static Notebook Create(ResourceId id) => new(id);

    public static ResourceId IdOf(string name) => new(Kind, "arn:aws:test:us-east-1:000000000000:" + name);

    public override void Reach(DateTimeOffset now) => Reached.Add((now, _notes.Count));

    public override bool IsForgettable(DateTimeOffset now) => _notes.Count == 0 && _leaving.Count == 0 && _lastCall == 0;

    public override void Apply(IFact fact, PayloadHandle at)
    {
        switch (fact)
        {
            case NoteWritten { Text: Mistake }:
                throw new InvalidOperationException("This note cannot be kept.");
            case NoteWritten written:
                _failsWhenDue |= written.Text == FleetingMistake;
                _notes.Add(written.Number, at);
                _lastNote = Math.Max(_lastNote, written.Number);
                if (written.Text.StartsWith(Fleeting, StringComparison.Ordinal))
                {
                    _fleeting.Add(written.Number);
                }

                Payloads.Hold(at);
                break;
            case NotesErased erased:
                foreach (var number in erased.Numbers)
                {
                    Erase(number);
                }

                break;
            case NoteGiven given:
                _leaving.Add(given.CallNumber, (given.Number, given.Target));
                _lastCall = Math.Max(_lastCall, given.CallNumber);
                break;
            case GivingSettled settled:
                if (_leaving.Remove(settled.CallNumber, out var leaving) && settled.Taken)
                {
                    Erase(leaving.Note);
                }

                break;
            default:
                throw new UnreachableException(fact.GetType().Name);
        }
    }

    public Call? CallFor(long number) =>
        _leaving.TryGetValue(number, out var leaving)
            ? new Call(number, _id, IdOf(leaving.Target), GiveAction, _notes[leaving.Note], default, ServicePrincipal)
            : null;

    /// <summary>Takes a note, unless it says that it does not want to come.</summary>
    public override CallOutcome OnCall(in Turn turn, Call call, object request) =>
        ((NoteWritten)request).Text.EndsWith(" " + Mistake, StringComparison.Ordinal)
            ? throw new InvalidOperationException("This note cannot be taken.")
        : ((NoteWritten)request).Text.StartsWith("stay", StringComparison.Ordinal) ? CallOutcome.Refused("Stays", "it stays")
        : CallOutcome.Taken((NoteWritten)request with { Number = NextNote });

    public override void ObserveCall(Call call, IReadOnlyList<IFact> facts) => ObservedCalls.Add(call.Number);

    public override DateTimeOffset? NextDue(DateTimeOffset now) => _fleeting.Count > 0 ? FleetingUntil : null;

    public override IReadOnlyList<IFact> Due(in Turn turn) =>
        _failsWhenDue ? throw new InvalidOperationException("Nobody knows what is due.")
        : _fleeting.Count > 0 && turn.Now >= FleetingUntil ? [new NotesErased([_fleeting.Min])]
        : [];

    public override IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, CallRefusal? refusal) =>
        _leaving.ContainsKey(call.Number) ? [new GivingSettled(call.Number, refusal is null)] : [];

    public override IEnumerable<Call> PendingCalls() => [.. _leaving.Keys.Select(CallFor).OfType<Call>()];

    public override bool Needs(IFact fact, PayloadHandle at) =>
        fact is NoteWritten written && _notes.TryGetValue(written.Number, out var kept) && kept == at;

    public override void Relocate(IFact fact, PayloadHandle from, PayloadHandle to)
    {
        if (fact is NoteWritten written && _notes.TryGetValue(written.Number, out var kept) && kept.Position == from.Position)
        {
            _notes[written.Number] = to;
            Payloads.Hold(to);
            Payloads.Release(from);
        }
    }

    public override IResourceImage Capture() =>
        new Image(_lastNote, _lastCall, new SortedDictionary<long, PayloadHandle>(_notes), [.. _leaving], [.. _fleeting]);

    public override void Restore(BinaryReader reader)
    {
        _lastNote = reader.ReadInt64();
        _lastCall = reader.ReadInt64();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var number = reader.ReadInt64();
            var at = new PayloadHandle(reader.ReadInt64(), reader.ReadInt32());
            _notes.Add(number, at);
            Payloads.Hold(at);
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _leaving.Add(reader.ReadInt64(), (reader.ReadInt64(), reader.ReadString()));
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _fleeting.Add(reader.ReadInt64());
        }
    }

    /// <summary>Equal states give equal texts.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{_id} {_lastNote} {_lastCall}:");
        text.AppendJoin(',', _notes.Select(note => $"{note.Key}@{note.Value.Position}+{note.Value.Length}")).Append(';');
        return text.AppendJoin(',', _leaving).ToString();
    }

    private void Erase(long number)
    {
        _fleeting.Remove(number);
        if (_notes.Remove(number, out var at))
        {
            Payloads.Release(at);
        }
    }

    private sealed record Image(
        long LastNote,
        long LastCall,
        SortedDictionary<long, PayloadHandle> Notes,
        KeyValuePair<long, (long Note, string Target)>[] Leaving,
        long[] FleetingNotes
    ) : IResourceImage
    {
        public void Write(BinaryWriter writer)
        {
            writer.Write(LastNote);
            writer.Write(LastCall);
            writer.Write(Notes.Count);
            foreach (var (number, at) in Notes)
            {
                writer.Write(number);
                writer.Write(at.Position);
                writer.Write(at.Length);
            }

            writer.Write(Leaving.Length);
            foreach (var (call, (note, target)) in Leaving)
            {
                writer.Write(call);
                writer.Write(note);
                writer.Write(target);
            }

            writer.Write(FleetingNotes.Length);
            foreach (var number in FleetingNotes)
            {
                writer.Write(number);
            }
        }
    }
}
