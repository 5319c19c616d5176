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
        return outcome.Error is { } error ? CallOutcome.Refused(error.Code, error.Message) : CallOutcome.Taken(outcome.Facts);
    }
}
