using Microsoft.AspNetCore.Http;
using Millrace.Wire.Signatures;

namespace Millrace.Wire.Tests.Signatures;

/// <summary>What is said of signatures that are missing, broken, old or another's.</summary>
public sealed class SignatureRefusalTests : SignatureTest
{
    /// <summary>AWS's get-vanilla.</summary>
    private const string Good = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private const string Scope = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
    private const string Mismatch = "SignatureDoesNotMatch";
    private const string Incomplete = "IncompleteSignature";

    [Fact]
    public void A_request_without_a_signature_is_nobodys_and_not_refused_yet() => Assert.Null(Refusal(Request("GET", "/")));

    [Theory]
    [InlineData("Basic YTpi", "Unsupported AWS 'algorithm': 'Basic'.")]
    [InlineData(
        "AWS4-HMAC-SHA256",
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
    )]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=, SignedHeaders=host, Signature=x",
        "Authorization header requires 'Credential' parameter."
    )]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=x",
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c'"
    )]
    public void A_header_that_is_not_whole_is_refused(string authorization, string message)
    {
        var refusal = Refusal(Request("GET", "/", ("Host", "h"), ("X-Amz-Date", Date), ("Authorization", authorization)));

        Assert.Equal((Incomplete, 400, message), (refusal!.Code, refusal.HttpStatus, refusal.Message));
    }

    [Fact]
    public void A_signature_needs_a_date()
    {
        Assert.Equal(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
            Refusal(Request("GET", "/", ("Host", "h"), ("Authorization", Header())))!.Message
        );
        Assert.Equal(Incomplete, Refusal(Vanilla(date: "yesterday", scope: Scope.Replace("20150830", "yesterda")))!.Code);
        Assert.Equal(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150830' != '20150831', "
                + "from '20150831T123600Z'.",
            Refusal(Vanilla(date: "20150831T123600Z"))!.Message
        );
    }

    [Theory]
    [InlineData("AKIDEXAMPLE/20150830/us-east-1/sqs/aws4_request", "Credential should be scoped to correct service: 'service'.")]
    [InlineData(
        "AKIDEXAMPLE/20150830/us-east-1/service/aws5",
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'."
    )]
    [InlineData(
        "AKIDEXAMPLE/20150830/eu-west-1/service/aws4_request",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
    )]
    [InlineData(
        "AKIDEXAMPLE/20150830/US_east/service/aws4_request",
        "Credential should be scoped to a valid region, not 'US_east'."
    )]
    [InlineData("AKIDEXAMPLE/20150830//service/aws4_request", "Credential should be scoped to a valid region, not ''.")]
    public void A_scope_is_for_one_service_and_region(string scope, string message)
    {
        var refusal = Refusal(Vanilla(scope: scope));

        Assert.Equal((Mismatch, 403, message), (refusal!.Code, refusal.HttpStatus, refusal.Message));
    }

    [Fact]
    public void An_unknown_key_is_refused_in_AWSs_words()
    {
        var refusal = Refusal(Vanilla(scope: Scope.Replace("AKIDEXAMPLE", "AKIDOTHER")));

        Assert.Equal(SignatureErrors.InvalidClientTokenId, refusal);
        Assert.Equal(
            ("UnrecognizedClientException", "InvalidClientTokenId", 403),
            (refusal!.Shape, refusal.Code, refusal.HttpStatus)
        );
    }

    [Theory]
    [InlineData(-15 * 60, null)]
    [InlineData(15 * 60, null)]
    [InlineData(
        15 * 60 + 1,
        "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T125101Z - 15 min.)"
    )]
    [InlineData(
        -15 * 60 - 1,
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T122059Z + 15 min.)"
    )]
    public void Clocks_may_be_fifteen_minutes_apart(int seconds, string? message)
    {
        var clock = new TestSupport.Simulated.SimulatedClock(Clock.Now.AddSeconds(seconds));
        var verifier = new SignatureVerifier(new OneCredential(Example), clock);

        verifier.Verify(Vanilla(), default, "service", out var refusal);

        Assert.Equal(message, refusal?.Message);
        Assert.Equal(message is null ? null : Mismatch, refusal?.Code);
    }

    [Fact]
    public void The_host_and_all_headers_of_AWS_must_be_signed()
    {
        Assert.Equal(
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
            Refusal(Vanilla(signedHeaders: "x-amz-date"))!.Message
        );
        var changed = Vanilla();
        changed.Headers["X-Amz-Target"] = "AmazonSQS.DeleteQueue";
        Assert.Equal("The header 'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.", Refusal(changed)!.Message);
    }

    [Fact]
    public void A_body_must_be_what_its_header_says_and_is_always_part_of_the_signature()
    {
        foreach (
            var (claimed, said) in new[]
            {
                (
                    "UNSIGNED-PAYLOAD",
                    "The body must be part of the signature: x-amz-content-sha256 must not be UNSIGNED-PAYLOAD."
                ),
                (new string('0', 64), "The header x-amz-content-sha256 is not the SHA-256 of the body."),
            }
        )
        {
            var request = Vanilla(signedHeaders: "host;x-amz-content-sha256;x-amz-date");
            request.Headers["x-amz-content-sha256"] = claimed;

            Assert.Equal(said, Refusal(request)!.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("5fa0")]
    [InlineData("zfa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31aa")]
    [InlineData("4fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    public void Nothing_but_the_signature_itself_is_good(string signature) =>
        Assert.Contains(Refusal(Vanilla(signature: signature))!.Code, (string[])[Mismatch, Incomplete]);

    [Fact]
    public void Another_secret_makes_another_signature()
    {
        Known["AKIDEXAMPLE"] = Example with { SecretAccessKey = "another" };

        Assert.Equal(Mismatch, Refusal(Vanilla())!.Code);
    }

    [Fact]
    public void A_temporary_key_needs_its_token_and_ends()
    {
        Known["AKIDEXAMPLE"] = Example with { SessionToken = "token" };
        Assert.Equal(SignatureErrors.InvalidClientTokenId, Refusal(Vanilla()));

        Known["AKIDEXAMPLE"] = Example with { Expiration = Clock.Now };
        var refusal = Refusal(Vanilla());
        Assert.Equal(SignatureErrors.ExpiredToken, refusal);
        Assert.Equal(("ExpiredTokenException", "ExpiredToken", 403), (refusal!.Shape, refusal.Code, refusal.HttpStatus));

        Known["AKIDEXAMPLE"] = Example with { Expiration = Clock.Now.AddSeconds(1) };
        Assert.Null(Refusal(Vanilla()));
    }

    [Fact]
    public void A_token_for_a_key_that_has_none_is_refused()
    {
        var request = Vanilla(signedHeaders: "host;x-amz-date;x-amz-security-token");
        request.Headers["X-Amz-Security-Token"] = "token";

        Assert.Equal(SignatureErrors.InvalidClientTokenId, Refusal(request));
    }

    [Theory]
    [InlineData(
        "X-Amz-Algorithm",
        "AWS query-string parameters must include 'X-Amz-Algorithm'. Re-examine the query-string parameters."
    )]
    [InlineData(
        "X-Amz-Credential",
        "AWS query-string parameters must include 'X-Amz-Credential'. Re-examine the query-string parameters."
    )]
    [InlineData("X-Amz-Date", "AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.")]
    [InlineData(
        "X-Amz-SignedHeaders",
        "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters."
    )]
    public void A_presigned_request_names_all_that_belongs_to_it(string missing, string message)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Amz-Algorithm"] = "AWS4-HMAC-SHA256",
            ["X-Amz-Credential"] = Scope,
            ["X-Amz-Date"] = Date,
            ["X-Amz-SignedHeaders"] = "host",
            ["X-Amz-Signature"] = Good,
        };
        all.Remove(missing);
        var query = string.Join('&', all.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

        Assert.Equal(message, Refusal(Request("GET", "/?" + query, ("Host", "h")))!.Message);
    }

    [Theory]
    [InlineData("604801", "X-Amz-Expires must be a number of seconds, at most a week (604800).")]
    [InlineData("soon", "X-Amz-Expires must be a number of seconds, at most a week (604800).")]
    [InlineData("-1", "X-Amz-Expires must be a number of seconds, at most a week (604800).")]
    public void A_presigned_request_is_good_for_a_week_at_most(string expires, string message) =>
        Assert.Equal(
            message,
            Refusal(
                Request(
                    "GET",
                    $"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Scope}&X-Amz-Date={Date}&X-Amz-Expires={expires}"
                        + $"&X-Amz-SignedHeaders=host&X-Amz-Signature={Good}",
                    ("Host", "h")
                )
            )!.Message
        );

    [Fact]
    public void A_presigned_request_ends_when_it_says()
    {
        var early = Refusal(Presigned(expires: 60))!;
        Clock.Advance(TimeSpan.FromSeconds(61));
        var late = Refusal(Presigned(expires: 60))!;

        Assert.StartsWith("The request signature we calculated", early.Message, StringComparison.Ordinal);
        Assert.Equal("Signature expired: 20150830T123700Z is now earlier than 20150830T123701Z", late.Message);
        Assert.Equal(Mismatch, late.Code);
    }

    [Fact]
    public void Requests_made_to_confuse_are_refused_and_nothing_more()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] pieces =
        [
            "AWS4-HMAC-SHA256",
            " ",
            "Credential=",
            Scope,
            ",",
            "SignedHeaders=",
            "host",
            ";",
            "Signature=",
            Good,
            "=",
            "/",
            "\u00e9",
            "%",
            ":",
        ];
        for (var round = 0; round < 5_000; round++)
        {
            var header = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var target =
                "/?" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
            var request = Request("GET", "/", ("Host", "h"), ("X-Amz-Date", Date), ("Authorization", header));
            request.QueryString = new QueryString(target[1..]);

            Assert.True(Refusal(request) is not null, $"seed {seed}: {header}");
        }
    }

    private static HttpRequest Vanilla(
        string date = Date,
        string scope = Scope,
        string signedHeaders = "host;x-amz-date",
        string signature = Good
    ) =>
        Request(
            "GET",
            "/",
            ("Host", "example.amazonaws.com"),
            ("X-Amz-Date", date),
            ("Authorization", Header(scope, signedHeaders, signature))
        );

    private static HttpRequest Presigned(int expires) =>
        Request(
            "GET",
            $"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString(Scope)}&X-Amz-Date={Date}"
                + $"&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host&X-Amz-Signature={Good}",
            ("Host", "example.amazonaws.com")
        );

    private static string Header(string scope = Scope, string signedHeaders = "host;x-amz-date", string signature = Good) =>
        $"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders={signedHeaders}, Signature={signature}";

    private sealed class OneCredential(Credential credential) : ICredentials
    {
        public Credential? Find(string accessKeyId) => credential;
    }
}
