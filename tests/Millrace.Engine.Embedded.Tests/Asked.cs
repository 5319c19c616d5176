using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>A request that was made, and its answer once it is there.</summary>
internal sealed class Asked(Task<Answer<NotebookReply>> answer)
{
    public bool IsAnswered => answer.IsCompleted;

    /// <summary>The answer; a failed assertion when it is not there.</summary>
    public Answer<NotebookReply> Answer
    {
        get
        {
            Assert.True(answer.IsCompleted, "The request was to be answered by now.");
            return answer.GetAwaiter().GetResult();
        }
    }

    /// <summary>The reply; a failed assertion when it was refused.</summary>
    public NotebookReply Reply
    {
        get
        {
            Assert.Null(Answer.Error);
            return Answer.Value!;
        }
    }
}
