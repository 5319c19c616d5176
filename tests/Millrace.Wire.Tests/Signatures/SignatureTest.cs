using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Millrace.Api;
using Millrace.TestSupport.Simulated;
using Millrace.Wire.Signatures;

namespace Millrace.Wire.Tests.Signatures;

/// <summary>A verifier with the key and the time of AWS's own examples.</summary>
public abstract class SignatureTest
{
    internal const string Date = "20150830T123600Z";
    internal const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    internal static Credential Example { get; } =
        new("AKIDEXAMPLE", Secret, "111122223333", "arn:aws:iam::111122223333:user/ada", "AIDAEXAMPLE");

    internal SimulatedClock Clock { get; } = new(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero));

    internal Dictionary<string, Credential> Known { get; } = new(StringComparer.Ordinal) { ["AKIDEXAMPLE"] = Example };

    /// <summary>A request as Kestrel hands it on: the path decoded, the target as it was sent.</summary>
    internal static HttpRequest Request(string method, string target, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        var query = target.IndexOf('?');
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Request.Method = method;
        context.Request.Path = Uri.UnescapeDataString(query < 0 ? target : target[..query]);
        context.Request.QueryString = new QueryString(query < 0 ? null : target[query..]);
        foreach (var (name, value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        return context.Request;
    }

    /// <summary>The refusal of a request; null when its signature is good.</summary>
    internal AwsError? Refusal(HttpRequest request, string service = "service", string body = "")
    {
        var verified = new SignatureVerifier(new Credentials(Known), Clock).Verify(
            request,
            Encoding.UTF8.GetBytes(body),
            service,
            out var refusal
        );
        Assert.Equal(verified is null, refusal is not null || IsUnsigned(request));
        return refusal;
    }

    private static bool IsUnsigned(HttpRequest request) =>
        request.Headers.Authorization.Count == 0
        && !request.QueryString.ToString().Contains("X-Amz-Signature=", StringComparison.Ordinal);

    private sealed class Credentials(Dictionary<string, Credential> known) : ICredentials
    {
        public Credential? Find(string accessKeyId) => known.GetValueOrDefault(accessKeyId);
    }
}
