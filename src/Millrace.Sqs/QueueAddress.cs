using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>From what callers write in QueueUrl to the queue's ARN, and back.</summary>
/// <remarks>
/// The host never decides: clients reach one server under many names. What counts is the path's account and name; a bare
/// name is the caller's own queue; an ARN is itself.
/// </remarks>
public static class QueueAddress
{
    private const int RememberedMax = 256;
    private const int RememberedLengthMax = 256;

    /// <summary>What was resolved last, each in the place of its hash: clients name few queues, and each of them many times a second.</summary>
    private static readonly Resolved?[] _remembered = new Resolved?[RememberedMax];

    public static ResourceId IdOf(string? queueUrl, Caller caller)
    {
        queueUrl ??= "";
        ref var place = ref _remembered[(uint)queueUrl.GetHashCode(StringComparison.Ordinal) % RememberedMax];
        if (Volatile.Read(ref place) is { } remembered && remembered.IsOf(queueUrl, caller))
        {
            return remembered.Id;
        }

        var id = Resolve(queueUrl, caller);
        if (queueUrl.Length <= RememberedLengthMax)
        {
            Volatile.Write(ref place, new Resolved(queueUrl, caller.Region, caller.Account, id));
        }

        return id;
    }

    private static ResourceId Resolve(string queueUrl, Caller caller)
    {
        var url = queueUrl.AsSpan().Trim();
        if (url.StartsWith("arn:", StringComparison.Ordinal))
        {
            return new ResourceId(Queue.Kind, url.ToString());
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var isUrl = scheme >= 0;
        if (isUrl)
        {
            url = url[(scheme + 3)..];
            var path = url.IndexOf('/');
            url = path < 0 ? [] : url[path..];
        }

        var query = url.IndexOfAny('?', '#');
        url = (query < 0 ? url : url[..query]).Trim('/');
        var slash = url.LastIndexOf('/');
        if (slash < 0)
        {
            return IdOf(caller.Region, caller.Account, url);
        }

        var name = url[(slash + 1)..];
        var account = url[..slash];
        account = account[(account.LastIndexOf('/') + 1)..];
        return IdOf(caller.Region, account, name);
    }

    public static ResourceId IdOf(string region, ReadOnlySpan<char> account, ReadOnlySpan<char> name) =>
        new(Queue.Kind, string.Concat("arn:aws:sqs:", region, string.Concat(":", account, ":", name)));

    /// <summary>The URL under which this caller reaches the queue.</summary>
    public static string UrlOf(string arn, Caller caller)
    {
        var name = arn.LastIndexOf(':');
        var account = arn.LastIndexOf(':', name - 1);
        return string.Concat(
            caller.BaseUrl,
            "/",
            arn.AsSpan(account + 1, name - account - 1),
            string.Concat("/", arn.AsSpan(name + 1))
        );
    }

    /// <summary>Whether a name has the form SQS allows: letters, digits, hyphen and underscore, at most 80, perhaps ending in <c>.fifo</c>.</summary>
    public static bool IsName(string name)
    {
        var bare = name.EndsWith(".fifo", StringComparison.Ordinal) ? name.AsSpan(0, name.Length - 5) : name;
        if (bare.Length == 0 || name.Length > Limits.QueueNameLengthMax)
        {
            return false;
        }

        foreach (var character in bare)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is the ARN of some queue.</summary>
    public static bool IsArn(string text) =>
        Arn.TryParse(text, out var arn) && arn is { Service: "sqs", Account.Length: 12 } && IsName(arn.Resource);

    private sealed class Resolved(string queueUrl, string region, string account, ResourceId id)
    {
        public ResourceId Id => id;

        public bool IsOf(string url, Caller caller) =>
            string.Equals(queueUrl, url, StringComparison.Ordinal)
            && string.Equals(region, caller.Region, StringComparison.Ordinal)
            && string.Equals(account, caller.Account, StringComparison.Ordinal);
    }
}
