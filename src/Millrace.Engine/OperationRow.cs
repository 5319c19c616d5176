using Millrace.Api;

namespace Millrace.Engine;

/// <summary>One line of a service's table: an operation's name, its shapes, and how it reaches the engine.</summary>
public abstract class OperationRow(string name)
{
    /// <summary>AWS's name, such as <c>SendMessage</c>.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The actions a caller must be allowed on the resource it is addressed to, all of them, without the service's prefix. Most
    /// operations need the one of their own name.
    /// </summary>
    public IReadOnlyList<string> Permissions { get; init; } = [name];

    /// <summary>True for operations that AWS never opens to other accounts, whatever a resource's policy says.</summary>
    public bool OwnerOnly { get; init; }

    /// <summary>
    /// True for operations that AWS takes without a signature as well, because who knows what to send was told it: then nothing is asked.
    /// </summary>
    public bool NeedsNoSignature { get; init; }

    /// <summary>True for operations that are also understood on a resource's own path, because they name one.</summary>
    public abstract bool NamesResource { get; }

    /// <summary>True for operations that may wait, and whose answer gives something away: they are told when the client leaves.</summary>
    public abstract bool Waits { get; }

    /// <summary>True for operations that look at many resources.</summary>
    public virtual bool TakesLong => false;

    /// <summary>Has a runner go through the operation with its own types.</summary>
    public abstract Task RunAsync(IOperationRunner runner);
}

/// <summary>Reads a request, executes it and writes the answer, for whatever shapes a row has.</summary>
public interface IOperationRunner
{
    Task RunAsync<TRequest, TReply>(OperationRow<TRequest, TReply> row)
        where TRequest : class, IShape<TRequest>
        where TReply : class, IShape<TReply>;
}

/// <summary>A row with its shapes.</summary>
public abstract class OperationRow<TRequest, TReply>(string name, bool namesResource, bool waits) : OperationRow(name)
    where TRequest : class, IShape<TRequest>
    where TReply : class, IShape<TReply>
{
    public sealed override bool NamesResource => namesResource;

    public sealed override bool Waits => waits;

    /// <summary>Executes the operation; completes when all it rests on is durable.</summary>
    public abstract ValueTask<Answer<TReply>> ExecuteAsync(
        IEngine engine,
        TRequest request,
        Caller caller,
        CancellationToken gone
    );

    /// <summary>The answer never reached the client: undo what it gave away.</summary>
    public virtual ValueTask UnansweredAsync(IEngine engine, TRequest request, Caller caller, TReply reply) => default;

    public sealed override Task RunAsync(IOperationRunner runner) => runner.RunAsync(this);
}

/// <summary>The row of an operation that one resource decides.</summary>
public sealed class OperationRow<TOperation, TResource, TRequest, TReply>(
    string name,
    bool namesResource = true,
    bool waits = false
) : OperationRow<TRequest, TReply>(name, namesResource, waits)
    where TOperation : IOperation<TResource, TRequest, TReply>
    where TResource : Resource, IResource<TResource>
    where TRequest : class, IShape<TRequest>
    where TReply : class, IShape<TReply>
{
    public override ValueTask<Answer<TReply>> ExecuteAsync(
        IEngine engine,
        TRequest request,
        Caller caller,
        CancellationToken gone
    ) => engine.ExecuteAsync<TOperation, TResource, TRequest, TReply>(request, caller, gone);

    public override ValueTask UnansweredAsync(IEngine engine, TRequest request, Caller caller, TReply reply) =>
        engine.UnansweredAsync<TOperation, TResource, TRequest, TReply>(request, caller, reply);
}

/// <summary>The row of an operation that all resources of a kind are asked for.</summary>
public sealed class ListingRow<TListing, TResource, TRequest, TItem, TReply>(string name, bool namesResource = false)
    : OperationRow<TRequest, TReply>(name, namesResource, waits: false)
    where TListing : IListing<TResource, TRequest, TItem, TReply>
    where TResource : Resource, IResource<TResource>
    where TRequest : class, IShape<TRequest>
    where TReply : class, IShape<TReply>
{
    public override bool TakesLong => true;

    public override ValueTask<Answer<TReply>> ExecuteAsync(
        IEngine engine,
        TRequest request,
        Caller caller,
        CancellationToken gone
    ) => engine.ListAsync<TListing, TResource, TRequest, TItem, TReply>(request, caller);
}

/// <summary>The row of an operation that one kind of resource or another decides, as the request says: one of several rows of its shapes.</summary>
/// <param name="choose">The row for a request; it neither waits nor lists.</param>
public sealed class ChoosingRow<TRequest, TReply>(string name, Func<TRequest, OperationRow<TRequest, TReply>> choose)
    : OperationRow<TRequest, TReply>(name, namesResource: true, waits: false)
    where TRequest : class, IShape<TRequest>
    where TReply : class, IShape<TReply>
{
    public override ValueTask<Answer<TReply>> ExecuteAsync(
        IEngine engine,
        TRequest request,
        Caller caller,
        CancellationToken gone
    ) => choose(request).ExecuteAsync(engine, request, caller, gone);

    public override ValueTask UnansweredAsync(IEngine engine, TRequest request, Caller caller, TReply reply) =>
        choose(request).UnansweredAsync(engine, request, caller, reply);
}
