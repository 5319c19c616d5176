using Millrace.Languages.DataProtection;

namespace Millrace.Languages.Tests.DataProtection;

/// <summary>Which documents are policies. Source: SNS Developer Guide, "Understanding data protection policies".</summary>
public sealed class PolicyDocumentTests
{
    private static readonly string _mail = $"\"{Policies.Arn("EmailAddress")}\"";

    [Fact]
    public void A_policy_as_recorded_from_AWS_is_read()
    {
        var policy = Policies.Parse(
            """
            {"Name": "data_protection_policy", "Description": "Test Policy", "Version": "2021-06-01", "Statement": [{
              "Sid": "test-statement", "DataDirection": "Inbound", "Principal": ["*"],
              "DataIdentifier": ["arn:aws:dataprotection:us-east-1::data-identifier/EmailAddress"], "Operation": {"Deny": {}}
            }]}
            """
        );
        Assert.Equal("data_protection_policy", policy.Name);
        Assert.NotNull(policy.For(DataDirection.Inbound, Policies.Publisher));
    }

    [Theory]
    [InlineData("", "failed to parse JSON")]
    [InlineData("{", "failed to parse JSON")]
    [InlineData("[]", "the policy must be a JSON object")]
    [InlineData("{}", "the policy must have a text Name")]
    [InlineData("""{"Name": "a", "Name": "b"}""", "failed to parse JSON")]
    [InlineData("""{"Name": "\ud800"}""", "failed to parse JSON")]
    [InlineData("""{"Name": "p", "Version": "2008-10-17"}""", "Version must be 2021-06-01")]
    [InlineData("""{"Name": "p", "Version": "2021-06-01"}""", "Statement must be a list of at least one statement")]
    [InlineData(
        """{"Name": "p", "Version": "2021-06-01", "Statement": []}""",
        "Statement must be a list of at least one statement"
    )]
    [InlineData(
        """{"Name": "p", "Version": "2021-06-01", "Statement": [], "Owner": 1}""",
        "the policy has an unknown field Owner"
    )]
    [InlineData("""{"Name": "p", "Version": "2021-06-01", "Statement": [1]}""", "a statement must be a JSON object")]
    public void What_is_no_policy_is_refused(string json, string reason) => Assert.Equal(reason, Policies.Rejection(json));

    public static TheoryData<string, string> BadStatements =>
        new()
        {
            { Policies.Statement(Policies.Deny, _mail, "Sideways"), "DataDirection must be Inbound or Outbound" },
            {
                Policies.Statement(Policies.Deny, _mail, principal: "\"Sid\": \"s\""),
                "a statement must have either Principal or NoPrincipal"
            },
            {
                Policies.Statement(Policies.Deny, _mail, principal: "\"Principal\": [\"*\"], \"NoPrincipal\": [\"1\"]"),
                "a statement must have either Principal or NoPrincipal"
            },
            { Policies.Statement(Policies.Deny, ""), "DataIdentifier must be a list of at least one text" },
            { Policies.Statement(Policies.Deny, "7"), "DataIdentifier must be a list of at least one text" },
            { Policies.Statement(Policies.Deny, "\"EmployeeId\""), "there is no data identifier EmployeeId" },
            {
                Policies.Statement(Policies.Deny, $"\"{Policies.Arn("Address")}\""),
                $"this server does not offer the managed data identifier {Policies.Arn("Address")}"
            },
            {
                Policies.Statement(Policies.Deny, $"\"{Policies.Arn("Name")}\""),
                $"this server does not offer the managed data identifier {Policies.Arn("Name")}"
            },
            { Policies.Statement("{}", _mail), "Operation must be one of Audit, Deidentify and Deny" },
            { Policies.Statement("""{"Report": {}}""", _mail), "Operation has an unknown field Report" },
            {
                Policies.Statement("""{"Deny": {}, "Deidentify": {"RedactConfig": {}}}""", _mail),
                "Operation must be one of Audit, Deidentify and Deny"
            },
            { Policies.Statement("""{"Deny": {"Hard": true}}""", _mail), "Deny has an unknown field Hard" },
            { Policies.Statement("""{"Deidentify": {}}""", _mail), "Deidentify must have either MaskConfig or RedactConfig" },
            {
                Policies.Statement("""{"Deidentify": {"MaskConfig": {}}}""", _mail),
                "MaskConfig must have a text MaskWithCharacter"
            },
            {
                Policies.Statement("""{"Deidentify": {"MaskConfig": {"MaskWithCharacter": "##"}}}""", _mail),
                "MaskWithCharacter must be one printable character of ASCII, and no quotation mark"
            },
            {
                Policies.Statement("""{"Deidentify": {"MaskConfig": {"MaskWithCharacter": "\""}}}""", _mail),
                "MaskWithCharacter must be one printable character of ASCII, and no quotation mark"
            },
            { Policies.Statement("""{"Audit": {"SampleRate": "100"}}""", _mail), "SampleRate must be 0 to 99" },
            { Policies.Statement("""{"Audit": {}}""", _mail), "SampleRate must be 0 to 99" },
            {
                Policies.Statement("""{"Audit": {"SampleRate": 1, "FindingsDestination": {"Queue": {}}}}""", _mail),
                "FindingsDestination has an unknown field Queue"
            },
            {
                Policies.Statement("""{"Audit": {"SampleRate": 1, "FindingsDestination": {"S3": {}}}}""", _mail),
                "S3 must have a text Bucket"
            },
            { Policies.Statement(Policies.Audit, _mail, "Outbound"), "Audit is for inbound messages only" },
        };

    [Theory]
    [MemberData(nameof(BadStatements))]
    public void What_is_no_statement_is_refused(string statement, string reason) =>
        Assert.Equal(reason, Policies.Rejection(Policies.Of(statement)));

    [Fact]
    public void Only_one_statement_audits() =>
        Assert.Equal(
            "only one statement can audit",
            Policies.Rejection(Policies.Of(Policies.Statement(Policies.Audit, _mail), Policies.Statement(Policies.Audit, _mail)))
        );

    public static TheoryData<string, string> BadIdentifiers =>
        new()
        {
            { """{"Name": "A B", "Regex": "a"}""", "A B is not a valid name of a custom data identifier" },
            { """{"Name": "", "Regex": "a"}""", " is not a valid name of a custom data identifier" },
            { """{"Name": "EmailAddress", "Regex": "a"}""", "EmailAddress is the name of a managed data identifier" },
            { """{"Name": "A"}""", "CustomDataIdentifier must have a text Regex" },
            { """{"Name": "A", "Regex": ""}""", "the Regex of A is too long or has characters that are not supported" },
            { """{"Name": "A", "Regex": "(a)"}""", "the Regex of A is too long or has characters that are not supported" },
            { """{"Name": "A", "Regex": "a:"}""", "the Regex of A is too long or has characters that are not supported" },
            {
                $$"""{"Name": "A", "Regex": "{{new string('a', 201)}}"}""",
                "the Regex of A is too long or has characters that are not supported"
            },
            { """{"Name": "A", "Regex": "[a"}""", "the Regex of A is not valid or too complicated" },
            { """{"Name": "A", "Regex": "a{2,1}"}""", "the Regex of A is not valid or too complicated" },
            { """{"Name": "A", "Regex": "a{99999999999}"}""", "the Regex of A is not valid or too complicated" },
            { """{"Name": "A", "Regex": "a{150}b{51}"}""", "the Regex of A is not valid or too complicated" },
            { """{"Name": "A", "Regex": "a"}, {"Name": "A", "Regex": "b"}""", "there are two custom data identifiers A" },
        };

    [Theory]
    [MemberData(nameof(BadIdentifiers))]
    public void What_is_no_custom_identifier_is_refused(string identifiers, string reason) =>
        Assert.Equal(
            reason,
            Policies.Rejection(
                $$$"""{"Name": "p", "Version": "2021-06-01", "Configuration": {"CustomDataIdentifier": [{{{identifiers}}}]}, "Statement": [{{{Policies.Statement(Policies.Deny, _mail)}}}]}"""
            )
        );

    [Fact]
    public void There_are_ten_custom_identifiers_at_most()
    {
        static string With(int count) =>
            $$$"""{"Name": "p", "Version": "2021-06-01", "Configuration": {"CustomDataIdentifier": [{{{string.Join(
                ", ",
                Enumerable.Range(0, count).Select(index => $$"""{"Name": "A{{index}}", "Regex": "a"}""")
            )}}}]}, "Statement": [{{{Policies.Statement(Policies.Deny, "\"A0\"")}}}]}""";

        Policies.Parse(With(10));
        Assert.Equal("CustomDataIdentifier must be a list of at most 10", Policies.Rejection(With(11)));
    }

    [Fact]
    public void A_policy_has_a_bounded_length_and_depth()
    {
        Assert.Equal(
            "the policy has more than 30720 characters",
            Policies.Rejection(Policies.Of(Policies.Statement(Policies.Deny, _mail)) + new string(' ', 30_720))
        );
        Assert.Equal("failed to parse JSON", Policies.Rejection(new string('[', 10_000)));
    }
}
