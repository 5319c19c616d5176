namespace Millrace.Engine.Embedded;

/// <summary>What looks at a partition's resources without a turn of theirs.</summary>
internal sealed partial class Partition
{
    /// <summary>Answers another resource's question from the state of one of this partition's, or of whichever has an answer.</summary>
    /// <returns>The answer, null when nobody here has one, and the position at which all that it rests on is durable.</returns>
    public (object? Value, long Position) Answer(IQuestion question, Caller caller)
    {
        lock (_gate)
        {
            var now = Now();
            var turn = TurnAt(now, now, caller, null);
            if (question.Target is { } target)
            {
                var resource = _resources.TryGetValue(target, out var entry) ? entry.Resource : New(target);
                return (question.Answer(resource, turn), _seen);
            }

            foreach (var entry in _resources.Values)
            {
                entry.Resource.Reach(now);
                if (question.Answer(entry.Resource, turn) is { } answer)
                {
                    return (answer, _seen);
                }
            }

            return (null, _seen);
        }
    }

    /// <summary>Collects what every resource of a kind contributes; returns the position all that was seen is durable at.</summary>
    public long Select<TListing, TResource, TRequest, TItem, TReply>(TRequest request, Caller caller, List<TItem> into)
        where TListing : IListing<TResource, TRequest, TItem, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        lock (_gate)
        {
            var now = Now();
            var turn = TurnAt(now, now, caller, null);
            foreach (var entry in _resources.Values)
            {
                entry.Resource.Reach(now);
                if (entry.Resource is TResource resource && TListing.Select(resource, request, turn) is { } item)
                {
                    into.Add(item);
                }
            }

            return _seen;
        }
    }
}
