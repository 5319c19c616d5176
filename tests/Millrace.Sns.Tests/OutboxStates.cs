using Millrace.Api;
using Millrace.Engine;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Tests;

/// <summary>Asks every outbox for all that decides what it answers and sends.</summary>
internal sealed class OutboxStates : IListing<AccountOutbox, Unit, string, StateText>
{
    public static ResourceId Address(Unit request, Caller caller) => new(AccountOutbox.Kind, "*");

    public static string? Select(AccountOutbox resource, Unit request, in Turn turn) =>
        resource.IsForgettable(turn.Now) ? null : resource.Describe();

    public static Outcome<StateText> Gather(List<string> items, Unit request, in Turn turn) =>
        Outcome<StateText>.Reply(new StateText(string.Join('\n', items.Order(StringComparer.Ordinal))));
}
