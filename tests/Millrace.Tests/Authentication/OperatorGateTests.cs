using System.Net;
using Microsoft.AspNetCore.Http;
using Millrace.Authentication;
using Millrace.Outside;

namespace Millrace.Tests.Authentication;

/// <summary>Who sees the operators' pages where authentication is on.</summary>
public sealed class OperatorGateTests
{
    [Theory]
    [InlineData("/metrics", "127.0.0.1", false)]
    [InlineData("/metrics", "::1", false)]
    [InlineData("/metrics", "::ffff:127.0.0.1", false)]
    [InlineData("/metrics", "192.0.2.1", true)]
    [InlineData("/METRICS", "192.0.2.1", true)]
    [InlineData("/_millrace/clock", "192.0.2.1", true)]
    [InlineData("/_millrace", "192.0.2.1", true)]
    [InlineData("/health", "192.0.2.1", false)]
    [InlineData("/health/ready", "192.0.2.1", false)]
    [InlineData("/_localstack/health", "192.0.2.1", false)]
    [InlineData("/", "192.0.2.1", false)]
    [InlineData("/111122223333/orders", "192.0.2.1", false)]
    public void Without_a_token_they_are_for_this_machine(string path, string from, bool refused) =>
        Assert.Equal(refused, new OperatorGate(null).Refuses(Request(path, from)));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public void A_proxy_on_this_machine_does_not_make_its_callers_operators(string header)
    {
        var request = Request("/metrics", "127.0.0.1");
        request.Request.Headers[header] = "for=192.0.2.1";

        Assert.True(new OperatorGate(null).Refuses(request));
    }

    [Theory]
    [InlineData("Bearer a-token-of-operators", false)]
    [InlineData("bearer a-token-of-operators", false)]
    [InlineData("Bearer another", true)]
    [InlineData("Bearer ", true)]
    [InlineData("a-token-of-operators", true)]
    [InlineData(null, true)]
    public void With_a_token_they_are_for_whoever_shows_it(string? authorization, bool refused)
    {
        var gate = new OperatorGate(Secret.Of("a-token-of-operators"));
        foreach (var from in new[] { "127.0.0.1", "192.0.2.1" })
        {
            var request = Request("/metrics", from);
            request.Request.Headers.Authorization = authorization;

            Assert.Equal(refused, gate.Refuses(request));
        }
    }

    private static DefaultHttpContext Request(string path, string from)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        return context;
    }
}
