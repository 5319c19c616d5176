using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Millrace.Engine;

/// <summary>The sends of the last minutes by deduplication id.</summary>
/// <param name="seconds">How long a send is remembered.</param>
/// <remarks>
/// The window counts from the first accepted send, whatever became of its message since. An entry keeps the scope it was
/// accepted in. It remembers hashes (SHA-256, cut to 128 bits), so an entry costs the same for any id.
/// Source: Developer Guide, "Exactly-once processing"; a changed DeduplicationScope as recorded from AWS.
/// </remarks>
public sealed class DeduplicationWindow(int seconds)
{
    private const int PageEntries = 1024;

    private readonly Dictionary<UInt128, AcceptedSend> _byKey = [];
    private readonly Queue<AcceptedSend[]> _pages = new();
    private AcceptedSend[] _last = [];
    private int _first;
    private int _used;

    /// <summary>The key of an id within the whole queue or topic (<paramref name="group"/> null) or within one group.</summary>
    public static UInt128 KeyOf(string? group, string deduplicationId)
    {
        // Neither part can hold a line feed, so no two pairs give the same text.
        var text = group is null ? deduplicationId : $"{group}\n{deduplicationId}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>The accepted send that a send at this moment would repeat, or null.</summary>
    public AcceptedSend? Find(UInt128 key, long now) =>
        _byKey.TryGetValue(key, out var accepted) && IsOpen(accepted, now) ? accepted : null;

    public void Add(in AcceptedSend accepted)
    {
        Forget(accepted.AcceptedAt);
        if (_used == _last.Length)
        {
            _last = new AcceptedSend[PageEntries];
            _pages.Enqueue(_last);
            _used = 0;
        }

        _last[_used++] = accepted;
        _byKey[accepted.Key] = accepted;
    }

    public void Clear()
    {
        _byKey.Clear();
        _pages.Clear();
        _last = [];
        _first = _used = 0;
    }

    /// <summary>The window as it is now. Pages only ever grow at their end, so they are shared and not copied.</summary>
    public Picture Freeze() => new([.. _pages], _first, _used);

    public void Restore(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = new UInt128(reader.ReadUInt64(), reader.ReadUInt64());
            Add(new AcceptedSend(key, new Guid(reader.ReadBytes(16)), reader.ReadInt64(), reader.ReadInt64()));
        }
    }

    /// <summary>Every entry whose window is open at a moment, in order.</summary>
    public IEnumerable<AcceptedSend> OpenAt(long now) => Freeze().Entries().Where(accepted => IsOpen(accepted, now));

    private bool IsOpen(in AcceptedSend accepted, long now) => accepted.AcceptedAt + (seconds * 1000L) > now;

    private void Forget(long now)
    {
        while (_pages.TryPeek(out var page) && (page != _last || _first < _used) && !IsOpen(page[_first], now))
        {
            // Nothing was accepted under this key since: until now that would have been a duplicate.
            _byKey.Remove(page[_first].Key);
            if (++_first == PageEntries)
            {
                _pages.Dequeue();
                _first = 0;
            }
        }

        if (_pages.Count == 0)
        {
            _last = [];
            _used = 0;
        }
    }

    /// <summary>The window at one moment.</summary>
    public sealed class Picture(AcceptedSend[][] pages, int first, int used)
    {
        /// <summary>Oldest first.</summary>
        public IEnumerable<AcceptedSend> Entries() => pages.SelectMany((page, index) => page[FromIn(index)..EndIn(index)]);

        private int FromIn(int page) => page == 0 ? first : 0;

        private int EndIn(int page) => page == pages.Length - 1 ? used : PageEntries;

        public void Write(BinaryWriter writer)
        {
            writer.Write(Entries().Count());
            Span<byte> id = stackalloc byte[16];
            foreach (var (key, messageId, number, acceptedAt) in Entries())
            {
                writer.Write((ulong)(key >> 64));
                writer.Write((ulong)key);
                messageId.TryWriteBytes(id);
                writer.Write(id);
                writer.Write(number);
                writer.Write(acceptedAt);
            }
        }
    }
}
