using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns;

/// <summary>What other resources publish to a topic.</summary>
public sealed partial class Topic
{
    public override CallOutcome OnCall(in Turn turn, Call call, object request)
    {
        if (request is not PublishInput message)
        {
            return base.OnCall(turn, call, request);
        }

        var outcome = Publish.Decide(this, message, turn);

        // A call that is refused records nothing, and what an audit found is kept of a prohibited message too. So it counts as taken:
        // applications do nothing about an event that is refused, and nobody else publishes by a call.
        return outcome is { Error: { } error, Facts.Count: 0 }
            ? CallOutcome.Refused(error.Code, error.Message)
            : CallOutcome.Taken(outcome.Facts);
    }
}
