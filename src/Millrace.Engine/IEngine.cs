namespace Millrace.Engine;

/// <summary>The door to all resources. Every promise of the product is a promise of this interface.</summary>
public interface IEngine
{
    /// <summary>
    /// Takes a turn on one resource. Completes when everything the decision saw and recorded is durable; a wait holds no thread.
    /// </summary>
    /// <param name="request">The request; must not change until the answer is there.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="gone">Signals that the client has left: a wait ends and nothing is given away.</param>
    ValueTask<Answer<TReply>> ExecuteAsync<TOperation, TResource, TRequest, TReply>(
        TRequest request,
        Caller caller,
        CancellationToken gone
    )
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class;

    /// <summary>Asks all resources of a kind; completes when everything seen is durable.</summary>
    ValueTask<Answer<TReply>> ListAsync<TListing, TResource, TRequest, TItem, TReply>(TRequest request, Caller caller)
        where TListing : IListing<TResource, TRequest, TItem, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class;

    /// <summary>The client of an answered request went away before the answer was written: undo what it gave away.</summary>
    ValueTask UnansweredAsync<TOperation, TResource, TRequest, TReply>(TRequest request, Caller caller, TReply reply)
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class;
}
