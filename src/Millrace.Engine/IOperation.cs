namespace Millrace.Engine;

/// <summary>One API call on one resource: an address and a pure decision.</summary>
/// <typeparam name="TResource">The kind of resource it is decided on.</typeparam>
/// <typeparam name="TRequest">AWS's request shape.</typeparam>
/// <typeparam name="TReply">AWS's result shape.</typeparam>
public interface IOperation<TResource, TRequest, TReply>
    where TResource : Resource, IResource<TResource>
    where TReply : class
{
    /// <summary>Which resource decides.</summary>
    static abstract ResourceId Address(TRequest request, Caller caller);

    /// <summary>The ARN that the caller must be allowed to ask, where it is another than that of the resource which decides.</summary>
    static virtual string PolicyArn(TRequest request, ResourceId id) => id.Arn;

    /// <summary>
    /// The account that owns what the request is about besides the resource's own, because that is a part which another account made;
    /// null for none.
    /// </summary>
    static virtual string? PartOwner(TResource resource, TRequest request) => null;

    /// <summary>Decides. Sees only the resource, the request and the turn; changes nothing.</summary>
    static abstract Outcome<TReply> Decide(TResource resource, TRequest request, in Turn turn);

    /// <summary>What the request says about tags, for conditions of policies; null when nothing.</summary>
    static virtual RequestTags? TagsOf(TRequest request) => null;

    /// <summary>
    /// What to decide when the client went away before its answer was written; facts that undo what the answer would have
    /// given away. Null: nothing to undo.
    /// </summary>
    static virtual IReadOnlyList<IFact> Unanswered(TResource resource, TReply reply, in Turn turn) => [];

    /// <summary>
    /// Counts a reply whose facts are applied, for what is only observed; changes nothing that is decided or recorded.
    /// </summary>
    static virtual void Observe(TResource resource, TReply reply, IReadOnlyList<IFact> facts) { }
}

/// <summary>A question to all resources of a kind, such as a listing.</summary>
public interface IListing<TResource, TRequest, TItem, TReply>
    where TResource : Resource, IResource<TResource>
    where TReply : class
{
    /// <summary>
    /// What the caller must be allowed to ask: one resource, or an ARN that names none for all resources of the account.
    /// </summary>
    static abstract ResourceId Address(TRequest request, Caller caller);

    /// <summary>What this resource contributes; null for nothing.</summary>
    static abstract TItem? Select(TResource resource, TRequest request, in Turn turn);

    /// <summary>The answer from all contributions, which come in no order.</summary>
    static abstract Outcome<TReply> Gather(List<TItem> items, TRequest request, in Turn turn);
}

/// <summary>The name of a kind of resource. How one begins that has no facts yet stands in its service's table.</summary>
public interface IResource<TSelf>
    where TSelf : Resource
{
    static abstract string Kind { get; }
}

/// <summary>A question one resource's decision has for others, answered before it decides again.</summary>
public interface IQuestion
{
    /// <summary>What a decision is told when everybody was asked and nobody had an answer.</summary>
    static readonly object Nobody = new();

    /// <summary>Who is asked; null for every resource there is, until one has an answer.</summary>
    ResourceId? Target { get; }

    /// <summary>The answer, from the state of the resource asked. Null, when everybody is asked, to leave it to others.</summary>
    object? Answer(Resource asked, in Turn turn);
}
