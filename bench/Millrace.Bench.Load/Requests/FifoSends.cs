using System.Globalization;
using System.Text;

namespace Millrace.Bench.Load.Requests;

/// <summary>SendMessage to a FIFO queue again and again: each for the next group in turn, with a deduplication id of its own.</summary>
/// <remarks>Built once; of every request only the digits of group and id change.</remarks>
public sealed class FifoSends
{
    private const int GroupDigits = 5;
    private const int IdDigits = 16;

    private readonly byte[] _request;
    private readonly int _groupAt;
    private readonly int _idAt;
    private readonly int _groups;
    private readonly int _step;
    private long _next;

    /// <param name="queue">The queue.</param>
    /// <param name="body">The body of every message.</param>
    /// <param name="groups">So many groups take turns, at most 100,000.</param>
    /// <param name="sender">Which sender this is, from 0.</param>
    /// <param name="senders">How many there are; together they go through the groups.</param>
    public FifoSends(Queue queue, string body, int groups, int sender, int senders)
    {
        _groups = groups;
        _step = senders;
        _next = sender;
        _request = queue.SendMessage(body, Group(0), Id(0));
        _groupAt = _request.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Group(0))) + Group(0).Length - GroupDigits;
        _idAt = _request.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Id(0))) + Id(0).Length - IdDigits;
    }

    /// <summary>The next request; the one before is not valid any more.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        Write(_next % _groups, _request.AsSpan(_groupAt, GroupDigits));
        Write(_next, _request.AsSpan(_idAt, IdDigits));
        _next += _step;
        return _request;
    }

    public static string Group(long number) => string.Create(CultureInfo.InvariantCulture, $"group-{number:D5}");

    private static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"order-{number:D16}");

    private static void Write(long number, Span<byte> digits)
    {
        for (var index = digits.Length - 1; index >= 0; index--)
        {
            digits[index] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
