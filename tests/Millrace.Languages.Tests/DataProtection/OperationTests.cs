using Millrace.Languages.DataProtection;

namespace Millrace.Languages.Tests.DataProtection;

/// <summary>What is done about what was found. Source: SNS Developer Guide, "Data protection policy operations".</summary>
public sealed class OperationTests
{
    [Fact]
    public void A_mask_keeps_the_length()
    {
        Assert.Equal("ssn: ###########", Policies.Applied(Policies.Mask, "Ssn-US").Deidentify("ssn: 123-45-6789"));
    }

    [Fact]
    public void What_is_redacted_is_gone()
    {
        Assert.Equal(
            "My credit card number is ",
            Policies.Applied(Policies.Redact, "CreditCardNumber").Deidentify("My credit card number is 4539894458086459")
        );
    }

    [Fact]
    public void A_text_without_findings_stays_the_same()
    {
        const string text = "nothing to see here";
        Assert.Same(text, Policies.Applied(Policies.Redact, "EmailAddress").Deidentify(text));
    }

    [Fact]
    public void Where_statements_disagree_the_first_counts()
    {
        var ip = $"\"{Policies.Arn("IpAddress")}\"";
        var mail = $"\"{Policies.Arn("EmailAddress")}\"";
        var applied = Policies
            .Parse(Policies.Of(Policies.Statement(Policies.Mask, mail), Policies.Statement(Policies.Redact, $"{mail}, {ip}")))
            .For(DataDirection.Inbound, Policies.Publisher)!;

        Assert.Equal("#######, ", applied.Deidentify("a@b.com, 10.0.0.1"));
    }

    [Fact]
    public void What_is_denied_is_only_looked_for()
    {
        var applied = Policies.Applied(Policies.Deny, "EmailAddress");
        Assert.True(applied.Denies("to ada@example.com"));
        Assert.False(applied.Denies("to nobody"));
        Assert.Equal("to ada@example.com", applied.Deidentify("to ada@example.com"));
        Assert.False(applied.Audits(0));
        Assert.Empty(applied.Audit("to ada@example.com"));
    }

    [Fact]
    public void An_audit_tells_where_each_kind_of_data_is()
    {
        var applied = Policies
            .Parse(
                Policies.Of(
                    Policies.Statement(
                        Policies.Audit,
                        $"\"{Policies.Arn("EmailAddress")}\", \"{Policies.Arn("IpAddress")}\", \"{Policies.Arn("Ssn-US")}\""
                    )
                )
            )
            .For(DataDirection.Inbound, Policies.Publisher)!;

        var findings = applied.Audit("a@b.com 10.0.0.1 c@d.com");

        Assert.Equal(["EmailAddress", "IpAddress"], findings.Select(finding => finding.Identifier));
        Assert.Equal([new Detection(0, 7), new Detection(17, 24)], findings[0].Detections);
        Assert.Equal([new Detection(8, 16)], findings[1].Detections);
        Assert.True(applied.Reports(findings));
        Assert.False(applied.Reports([]));
    }

    [Fact]
    public void An_audit_looks_at_as_many_of_a_hundred_messages_as_it_says()
    {
        const string audit = """{"Audit": {"SampleRate": 25, "NoFindingsDestination": {"S3": {"Bucket": "clean"}}}}""";
        var applied = Policies.Applied(audit, "EmailAddress");

        Assert.Equal(25, Enumerable.Range(0, 100).Count(draw => applied.Audits((ulong)draw)));
        Assert.True(applied.Reports([]));
        Assert.False(applied.Reports([new Finding("EmailAddress", [])]));
    }

    [Theory]
    [InlineData("\"Principal\": [\"*\"]", Policies.Publisher, true)]
    [InlineData("\"Principal\": [\"arn:aws:iam::123456789012:user/ExampleUser\"]", Policies.Publisher, true)]
    [InlineData("\"Principal\": [\"arn:aws:iam::123456789012:user/Other\"]", Policies.Publisher, false)]
    [InlineData("\"Principal\": [\"123456789012\"]", Policies.Publisher, true)]
    [InlineData("\"Principal\": [\"arn:aws:iam::123456789012:root\"]", Policies.Publisher, true)]
    [InlineData("\"Principal\": [\"arn:aws:iam::999999999999:root\"]", Policies.Publisher, false)]
    [InlineData("\"Principal\": [\"arn:aws:iam::1:role/R\"]", "arn:aws:sts::1:assumed-role/R/session", true)]
    [InlineData("\"Principal\": [\"arn:aws:iam::1:role/S\"]", "arn:aws:sts::1:assumed-role/R/session", false)]
    [InlineData("\"NoPrincipal\": [\"arn:aws:iam::123456789012:user/ExampleUser\"]", Policies.Publisher, false)]
    [InlineData("\"NoPrincipal\": [\"arn:aws:iam::123456789012:user/Other\"]", Policies.Publisher, true)]
    [InlineData("\"Principal\": [\"anonymous\"]", "anonymous", true)]
    [InlineData("\"Principal\": [\"123456789012\"]", "anonymous", false)]
    public void A_statement_is_about_the_principals_it_lists(string listed, string principal, bool applies)
    {
        var policy = Policies.Parse(
            Policies.Of(Policies.Statement(Policies.Deny, $"\"{Policies.Arn("EmailAddress")}\"", principal: listed))
        );
        Assert.Equal(applies, policy.For(DataDirection.Inbound, principal) is not null);
    }

    [Fact]
    public void A_statement_is_about_one_direction()
    {
        var policy = Policies.Parse(
            Policies.Of(Policies.Statement(Policies.Deny, $"\"{Policies.Arn("EmailAddress")}\"", "Outbound"))
        );
        Assert.Null(policy.For(DataDirection.Inbound, Policies.Publisher));
        Assert.NotNull(policy.For(DataDirection.Outbound, Policies.Publisher));
    }

    [Fact]
    public void Custom_identifiers_find_by_their_expression()
    {
        var policy = Policies.Parse(
            """
            {
              "Name": "p", "Description": "d", "Version": "2021-06-01",
              "Configuration": {"CustomDataIdentifier": [{"Name": "EmployeeId", "Regex": "EID-\\d{9}-US"}]},
              "Statement": [{
                "Sid": "s", "DataDirection": "Inbound", "Principal": ["*"], "DataIdentifier": ["EmployeeId"],
                "Operation": {"Deidentify": {"MaskConfig": {"MaskWithCharacter": "#"}}}
              }]
            }
            """
        );

        Assert.Equal(
            "id ################ and EID-1",
            policy.For(DataDirection.Inbound, "*")!.Deidentify("id EID-123456789-US and EID-1")
        );
    }
}
