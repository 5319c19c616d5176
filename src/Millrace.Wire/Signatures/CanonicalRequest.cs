using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Millrace.Wire.Signatures;

/// <summary>The text of a request that is signed: method, path, query, the signed headers, and the hash of the body.</summary>
/// <remarks>Source: IAM User Guide, Create a signed AWS API request, step 1.</remarks>
internal static class CanonicalRequest
{
    public static string Write(HttpRequest request, CanonicalQuery query, string signedHeaders, string payloadHash)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n');
        WritePath(PathOf(request), text);
        text.Append('\n');
        query.Write(text);
        text.Append('\n');
        foreach (var name in signedHeaders.Split(';'))
        {
            text.Append(name).Append(':');
            WriteValues(request.Headers[name], text);
            text.Append('\n');
        }

        return text.Append('\n').Append(signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    /// <summary>The path as it was sent, not decoded; a proxy may send the whole URL.</summary>
    private static string PathOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var path = target.IndexOf('/', scheme + 3);
            target = path < 0 ? "/" : target[path..];
        }

        var query = target.IndexOf('?');
        return query < 0 ? target : target[..query];
    }

    /// <summary>Without empty and dot segments, and encoded once more than it was sent, as all services but S3 want it.</summary>
    private static void WritePath(string path, StringBuilder into)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
            {
                if (segments.Count > 0)
                {
                    segments.RemoveAt(segments.Count - 1);
                }
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        foreach (var segment in segments)
        {
            into.Append('/');
            UriText.Encode(Encoding.UTF8.GetBytes(segment), into);
        }

        if (segments.Count == 0 || path.EndsWith('/'))
        {
            into.Append('/');
        }
    }

    /// <summary>Values of one name joined by commas, blanks around them gone and blanks within them single.</summary>
    private static void WriteValues(StringValues values, StringBuilder into)
    {
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0)
            {
                into.Append(',');
            }

            var wasBlank = false;
            foreach (var character in values[index].AsSpan().Trim())
            {
                var isBlank = character is ' ' or '\t';
                if (!isBlank || !wasBlank)
                {
                    into.Append(isBlank ? ' ' : character);
                }

                wasBlank = isBlank;
            }
        }
    }
}
