using System.Diagnostics.CodeAnalysis;

namespace Millrace.Sqs.Fifo;

/// <summary>The message groups of a FIFO queue, and which of them have something to hand out.</summary>
/// <remarks>
/// A group hands out its messages from the oldest on and stops at the first that is not visible: so it is locked while its
/// oldest is in flight, and a message that came back early never overtakes one before it.
/// Source: Developer Guide, "FIFO queue delivery logic".
/// </remarks>
internal sealed class MessageGroups(MessageTable messages)
{
    private readonly Dictionary<string, MessageGroup> _groups = new(StringComparer.Ordinal);
    private readonly PriorityQueue<MessageGroup, long> _ready = new();
    private readonly List<MessageGroup> _lookedAt = [];

    /// <summary>Groups with at least one message.</summary>
    public IEnumerable<MessageGroup> All => _groups.Values;

    /// <summary>Takes a message at the end of its group; it must be in the table already.</summary>
    public void Add(string id, long number)
    {
        if (!_groups.TryGetValue(id, out var group))
        {
            group = new MessageGroup(id);
            _groups.Add(id, group);
        }

        group.Add(number);
        messages.SetGroup(number, group);
        Consider(group);
    }

    /// <summary>Entries that groups keep of messages, those of messages that are gone included.</summary>
    public int Hints => _groups.Values.Sum(group => group.Hints);

    /// <summary>A message of the group is gone.</summary>
    public void Leave(MessageGroup group)
    {
        group.Leave(messages);
        Consider(group);
    }

    /// <summary>
    /// Looks again whether a group can hand something out; to be called whenever one of its messages became visible.
    /// </summary>
    public void Consider(MessageGroup group)
    {
        var head = group.Head(messages);
        if (head < 0)
        {
            ForgetEmpty(group);
        }
        else if (!group.IsReady && messages[head] is { IsHidden: false, IsLeaving: false })
        {
            group.IsReady = true;
            _ready.Enqueue(group, head);
        }
    }

    /// <summary>Begins to look for messages. What an earlier look took and its decision left comes up again.</summary>
    public void BeginLook()
    {
        foreach (var group in _lookedAt)
        {
            Consider(group);
        }

        _lookedAt.Clear();
    }

    /// <summary>The next group that may have something to hand out, the one with the oldest message first; false after the last.</summary>
    public bool TryTake([NotNullWhen(true)] out MessageGroup? group)
    {
        while (_ready.TryDequeue(out group, out var headThen))
        {
            var head = group.Head(messages);
            if (head > headThen)
            {
                // The message that gave it its place has expired; its place follows from its next.
                _ready.Enqueue(group, head);
                continue;
            }

            group.IsReady = false;
            _lookedAt.Add(group);
            if (head >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Clear()
    {
        _groups.Clear();
        _ready.Clear();
        _lookedAt.Clear();
    }

    /// <summary>A group may be seen empty again after a send began another of its name, which is to stay.</summary>
    private void ForgetEmpty(MessageGroup group)
    {
        if (_groups.TryGetValue(group.Id, out var current) && current == group)
        {
            _groups.Remove(group.Id);
        }
    }
}
