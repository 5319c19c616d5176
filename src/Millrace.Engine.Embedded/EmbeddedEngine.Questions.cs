using Millrace.Api;

namespace Millrace.Engine.Embedded;

/// <summary>What looks at resources without a turn of theirs: listings, and the questions of decisions.</summary>
public sealed partial class EmbeddedEngine
{
    public async ValueTask<Answer<TReply>> ListAsync<TListing, TResource, TRequest, TItem, TReply>(
        TRequest request,
        Caller caller
    )
        where TListing : IListing<TResource, TRequest, TItem, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        if (caller.Access is { } access)
        {
            var (answer, position) = Answer(new AccessQuestion(access, TListing.Address(request, caller)), caller);
            if (answer is AwsError denied)
            {
                await DurableAsync(position);
                return new Answer<TReply>(null, denied);
            }
        }

        var items = new List<TItem>();
        var seen = 0L;
        foreach (var partition in _partitions)
        {
            seen = Math.Max(seen, partition.Select<TListing, TResource, TRequest, TItem, TReply>(request, caller, items));
        }

        await DurableAsync(seen);
        var now = Time.GetUtcNow();
        var outcome = TListing.Gather(items, request, new Turn(now, now, caller, default));
        return new Answer<TReply>(outcome.Value, outcome.Error);
    }

    private (object Value, long Position) Answer(IQuestion question, Caller caller)
    {
        if (question.Target is { } target)
        {
            var (value, position) = PartitionOf(target).Answer(question, caller);
            return (value ?? IQuestion.Nobody, position);
        }

        var seen = 0L;
        foreach (var partition in _partitions)
        {
            var (value, position) = partition.Answer(question, caller);
            seen = Math.Max(seen, position);
            if (value is not null)
            {
                return (value, seen);
            }
        }

        return (IQuestion.Nobody, seen);
    }
}
