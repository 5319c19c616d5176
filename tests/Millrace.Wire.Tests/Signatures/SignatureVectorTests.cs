namespace Millrace.Wire.Tests.Signatures;

/// <summary>Requests whose signatures AWS has published, with the example key, for the made-up service "service".</summary>
public sealed class SignatureVectorTests : SignatureTest
{
    /// <summary>Source: AWS Signature Version 4 test suite.</summary>
    [Theory]
    [InlineData("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/example/..", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/./", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84")]
    [InlineData("GET", "/example space/", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741")]
    [InlineData("GET", "/ሴ", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("GET", "/?Param1=value1", "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("GET", "/?ሴ=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void A_published_signature_is_good(string method, string target, string signature) =>
        Assert.Null(Refusal(Signed(method, target, signature)));

    /// <summary>Source: AWS Signature Version 4 test suite, get-header-value-trim and post-x-www-form-urlencoded.</summary>
    [Fact]
    public void Headers_are_trimmed_and_a_body_is_part_of_it()
    {
        Assert.Null(
            Refusal(
                Request(
                    "GET",
                    "/",
                    ("Host", "example.amazonaws.com"),
                    ("My-Header1", " value1"),
                    ("My-Header2", " \"a   b   c\""),
                    ("X-Amz-Date", Date),
                    (
                        "Authorization",
                        Authorization(
                            "host;my-header1;my-header2;x-amz-date",
                            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"
                        )
                    )
                )
            )
        );
        var form = Request(
            "POST",
            "/",
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Host", "example.amazonaws.com"),
            ("X-Amz-Date", Date),
            (
                "Authorization",
                Authorization("content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")
            )
        );
        Assert.Null(Refusal(form, body: "Param1=value1"));
        Assert.Equal("SignatureDoesNotMatch", Refusal(form, body: "Param1=value2")!.Code);
    }

    /// <summary>Source: AWS General Reference, "Signature Version 4 signing process", the example of ListUsers.</summary>
    [Fact]
    public void The_example_of_the_documentation_is_good() =>
        Assert.Null(
            Refusal(
                Request(
                    "GET",
                    "/?Action=ListUsers&Version=2010-05-08",
                    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                    ("Host", "iam.amazonaws.com"),
                    ("X-Amz-Date", Date),
                    (
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                            + "SignedHeaders=content-type;host;x-amz-date, "
                            + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
                    )
                ),
                service: "iam"
            )
        );

    [Theory]
    [InlineData("GET", "/other")]
    [InlineData("GET", "/?a=b")]
    [InlineData("PUT", "/")]
    public void What_was_signed_is_good_for_nothing_else(string method, string target)
    {
        var refusal = Refusal(Signed(method, target, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));

        Assert.Equal(
            ("InvalidSignatureException", "SignatureDoesNotMatch", 403),
            (refusal!.Shape, refusal.Code, refusal.HttpStatus)
        );
        Assert.StartsWith("The request signature we calculated does not match", refusal.Message, StringComparison.Ordinal);
    }

    private static Microsoft.AspNetCore.Http.HttpRequest Signed(string method, string target, string signature) =>
        Request(
            method,
            target,
            ("Host", "example.amazonaws.com"),
            ("X-Amz-Date", Date),
            ("Authorization", Authorization("host;x-amz-date", signature))
        );

    private static string Authorization(string signedHeaders, string signature) =>
        $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={signedHeaders}, "
        + $"Signature={signature}";
}
