using System.Collections;
using Millrace.Authentication;

namespace Millrace.Tests.Authentication;

/// <summary>The part of the configuration that says who may do what, and what is never shown of it.</summary>
public sealed class AuthenticationOptionsTests : IDisposable
{
    private const string Root = """{ "accessKeyId": "AKID", "secretAccessKey": "s3cret", "account": "111122223333" }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-authentication-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Authentication_is_off_unless_asked_for()
    {
        Assert.Equal(AuthenticationMode.Off, Read("{}").Mode);
        Assert.Equal(AuthenticationMode.On, Read($$"""{ "mode": "on", "credentials": [{{Root}}] }""").Mode);
    }

    [Fact]
    public void A_key_is_the_root_users_or_a_users_with_policies()
    {
        var options = Read(
            $$"""
            {
              "mode": "on",
              "credentials": [
                {{Root}},
                {
                  "accessKeyId": "AKID2", "secretAccessKey": "x", "account": "111122223333", "user": "division/ada",
                  "sessionToken": "t", "expiration": "2027-01-01T00:00:00Z",
                  "policies": [{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }] }],
                }
              ]
            }
            """
        );

        Assert.Equal(
            ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/division/ada"],
            options.Credentials.Select(credential => credential.Principal)
        );
        Assert.Equal("s3cret", options.Credentials[0].SecretAccessKey.Reveal());
        Assert.Equal("t", options.Credentials[1].SessionToken!.Reveal());
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), options.Credentials[1].Expiration);
        Assert.Single(options.Credentials[1].Policies);
    }

    [Fact]
    public void A_secret_may_be_in_a_variable_or_in_a_file()
    {
        var file = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(file, "from the file\n");

        var options = Read(
            $$"""
            {
              "operatorToken": { "environment": "TOKEN" },
              "credentials": [
                { "accessKeyId": "A", "secretAccessKey": { "file": "{{file}}" }, "account": "111122223333" }
              ]
            }
            """,
            new() { ["TOKEN"] = "sixteen characters" }
        );

        Assert.Equal("sixteen characters", options.OperatorToken!.Reveal());
        Assert.Equal("from the file", options.Credentials[0].SecretAccessKey.Reveal());
    }

    [Theory]
    [InlineData("""{ "environment": "NOWHERE" }""", "NOWHERE")]
    [InlineData("""{ "file": "/nowhere/secret" }""", "/nowhere/secret")]
    [InlineData("""{ "vault": "x" }""", "secretAccessKey")]
    [InlineData("""{ "file": "x", "environment": "y" }""", "secretAccessKey")]
    [InlineData("5", "secretAccessKey")]
    [InlineData("null", "secretAccessKey")]
    public void A_secret_that_is_not_where_it_is_said_to_be_is_refused(string secret, string mention) =>
        AssertRefused(
            mention,
            $$"""{ "credentials": [{ "accessKeyId": "A", "secretAccessKey": {{secret}}, "account": "111122223333" }] }"""
        );

    [Fact]
    public void No_secret_is_described_or_printed()
    {
        var options = ReadAll(
            """
            {
              "authentication": {
                "mode": "on",
                "operatorToken": { "environment": "TOKEN" },
                "credentials": [
                  { "accessKeyId": "A", "secretAccessKey": "hidden-one", "sessionToken": "hidden-two", "account": "111122223333" }
                ]
              }
            }
            """,
            new() { ["TOKEN"] = "hidden-three-and-long" }
        );

        var described = OptionsReader.Describe(options);

        Assert.DoesNotContain("hidden", described, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", options.Authentication.Credentials[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("(secret)", described, StringComparison.Ordinal);
        Assert.Contains("\"environment\": \"TOKEN\"", described, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "mode": "on" }""", "authentication.credentials has at least one entry")]
    [InlineData("""{ "mode": "perhaps" }""", "authentication.mode")]
    [InlineData("""{ "operatorToken": "short" }""", "authentication.operatorToken has at least 16 characters")]
    [InlineData("""{ "credentials": [{ "accessKeyId": "A", "account": "111122223333" }] }""", "secretAccessKey")]
    [InlineData(
        """{ "credentials": [{ "accessKeyId": "A", "secretAccessKey": "", "account": "111122223333" }] }""",
        "secretAccessKey is not empty"
    )]
    [InlineData(
        """{ "credentials": [{ "accessKeyId": "A/B", "secretAccessKey": "x", "account": "111122223333" }] }""",
        "accessKeyId is 1 to 128"
    )]
    [InlineData(
        """{ "credentials": [{ "accessKeyId": "A", "secretAccessKey": "x", "account": "1111" }] }""",
        "account is twelve digits"
    )]
    [InlineData(
        """{ "credentials": [{ "accessKeyId": "A", "secretAccessKey": "x", "account": "111122223333", "user": "a b" }] }""",
        "user is a user's name"
    )]
    [InlineData(
        """{ "credentials": [{ "accessKeyId": "A", "secretAccessKey": "x", "account": "111122223333", "policies": [{}] }] }""",
        "policies needs a user"
    )]
    [InlineData(
        """{ "credentials": [{ "accessKeyId": "A", "secretAccessKey": "x", "account": "111122223333", "user": "a", "policies": [{}] }] }""",
        "policies[0] is not a policy: The policy has no Statement."
    )]
    [InlineData("""{ "credentials": [{ "accessKeyId": "A", "secretKey": "x", "account": "111122223333" }] }""", "secretKey")]
    [InlineData($$"""{ "credentials": [{{Root}}, {{Root}}] }""", "credentials[1].accessKeyId names AKID for the second time")]
    public void What_makes_no_sense_is_refused_by_name(string text, string mention) => AssertRefused(mention, text);

    [Fact]
    public void Beyond_loopback_authentication_will_do_and_anonymous_access_contradicts_it()
    {
        var options = ReadAll(
            $$"""{ "server": { "bind": "0.0.0.0" }, "authentication": { "mode": "on", "credentials": [{{Root}}] } }"""
        );
        Assert.Equal("0.0.0.0", options.Server.Bind);

        var refusal = Assert.Throws<OptionsException>(() =>
            ReadAll(
                $$"""{ "server": { "allowAnonymous": true }, "authentication": { "mode": "on", "credentials": [{{Root}}] } }"""
            )
        );
        Assert.Contains("server.allowAnonymous", refusal.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string mention, string text)
    {
        var refusal = Assert.Throws<OptionsException>(() => Read(text));
        Assert.StartsWith("MR1003: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(mention, refusal.Message, StringComparison.Ordinal);
    }

    private AuthenticationOptions Read(string text, Dictionary<string, string>? environment = null) =>
        ReadAll($$"""{ "authentication": {{text}} }""", environment).Authentication;

    private MillraceOptions ReadAll(string text, Dictionary<string, string>? environment = null)
    {
        var path = Path.Combine(_folder.FullName, "options.json");
        File.WriteAllText(path, text);
        return OptionsReader.Read(
            path,
            (IDictionary?)environment ?? new Hashtable(),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
    }
}
