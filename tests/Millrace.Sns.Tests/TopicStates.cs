using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>Asks every topic for all that decides what it answers and delivers.</summary>
internal sealed class TopicStates : IListing<Topic, Unit, string, StateText>
{
    public static ResourceId Address(Unit request, Caller caller) => new(Topic.Kind, "*");

    public static string? Select(Topic resource, Unit request, in Turn turn) =>
        resource.Exists ? resource.Describe(turn.Now) : null;

    public static Outcome<StateText> Gather(List<string> items, Unit request, in Turn turn) =>
        Outcome<StateText>.Reply(new StateText(string.Join('\n', items.Order(StringComparer.Ordinal))));
}
