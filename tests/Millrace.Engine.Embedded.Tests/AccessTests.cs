using Millrace.Api;
using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Where an engine has somebody to ask, every request, listing and call is asked for, once, where its state is.</summary>
public sealed class AccessTests
{
    private readonly Doorkeeper _doorkeeper = new();
    private readonly World _world;

    public AccessTests()
    {
        _world = new World(authorizer: _doorkeeper);
    }

    [Fact]
    public void A_request_is_asked_for_and_refused_before_it_is_decided()
    {
        _doorkeeper.Refused = "test:Ask";

        Assert.Equal("Refused", _world.Answer<WriteNote>(new NotebookRequest("a", "note")).Error?.Code);
        Assert.Equal(0, _world.Engine.ResourceCount);

        _doorkeeper.Refused = null;
        Assert.Empty(_world.Read("a"));
        Assert.All(_doorkeeper.Asked, asked => Assert.Equal(Notebook.IdOf("a").Arn, asked.Arn));
        Assert.All(_doorkeeper.Asked, asked => Assert.Equal(World.Start, asked.Now));
    }

    [Fact]
    public void A_request_that_waits_was_let_in_when_it_came()
    {
        var waiting = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 10));
        _world.Write("a", "note");
        _world.Settle();

        Assert.Equal(["note"], waiting.Reply.Texts);
        Assert.Equal(2, _doorkeeper.Asked.Count);
    }

    [Fact]
    public void A_listing_is_asked_for_as_a_whole()
    {
        _world.Write("a", "note");
        _doorkeeper.Asked.Clear();

        Assert.NotNull(_world.List().Reply);
        Assert.Equal(Notebook.IdOf("").Arn, Assert.Single(_doorkeeper.Asked).Arn);

        _doorkeeper.Refused = "test:Ask";
        Assert.Equal("Refused", _world.List().Answer.Error?.Code);
    }

    [Fact]
    public void A_call_is_asked_for_in_the_name_of_the_service_that_makes_it_and_its_refusal_comes_back()
    {
        _world.Write("a", "note");
        _doorkeeper.Refused = Notebook.GiveAction;
        _doorkeeper.Asked.Clear();

        _world.Do<GiveNote>(new NotebookRequest("a", "b", Numbers: [1]));

        var call = Assert.Single(_doorkeeper.Asked, asked => asked.Action == Notebook.GiveAction);
        Assert.Equal(
            (Notebook.ServicePrincipal, Notebook.IdOf("a").Arn, Notebook.IdOf("b").Arn),
            (call.Access.Principal, call.Access.SourceArn, call.Arn)
        );
        Assert.Equal(["note"], _world.Read("a"));
        Assert.Empty(_world.Read("b"));
    }

    /// <summary>Refuses one action, and remembers what it was asked.</summary>
    private sealed class Doorkeeper : IAuthorizer
    {
        public List<AccessRequest> Asked { get; } = [];

        public string? Refused { get; set; }

        public AwsError? Refusal(in AccessRequest request)
        {
            Asked.Add(request);
            return request.Action == Refused ? new AwsError("Refused", "Refused", 403, 403, Fault.Sender, "no") : null;
        }
    }
}
