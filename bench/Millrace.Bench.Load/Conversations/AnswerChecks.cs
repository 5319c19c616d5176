using System.Text;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>The checks of the usual answers.</summary>
public static class AnswerChecks
{
    /// <summary>The bare endpoint's answer: as long as the request's body.</summary>
    public static AnswerCheck Echo(byte[] request)
    {
        var bodyBytes = request.Length - request.AsSpan().IndexOf("\r\n\r\n"u8) - 4;
        return (in Answer answer) =>
        {
            answer.RequireSuccess();
            if (answer.Body.Length != bodyBytes)
            {
                throw answer.Unexpected($"an echo of {bodyBytes} bytes");
            }
        };
    }

    /// <summary>SendMessage's answer: the MD5 of the body that was sent.</summary>
    public static AnswerCheck Md5(byte[] md5) =>
        (in Answer answer) =>
        {
            answer.RequireSuccess();
            if (answer.Body.IndexOf(md5) < 0)
            {
                throw answer.Unexpected($"the MD5 {Encoding.UTF8.GetString(md5)}");
            }
        };

    /// <summary>SendMessageBatch's answer: as many message identifiers as entries.</summary>
    public static AnswerCheck MessageIds(int entries) =>
        (in Answer answer) =>
        {
            answer.RequireSuccess();
            if (answer.Body.Count("\"MessageId\""u8) != entries)
            {
                throw answer.Unexpected($"{entries} message identifiers");
            }
        };
}
