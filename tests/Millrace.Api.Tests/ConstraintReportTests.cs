using Millrace.Api.Parcels;
using Millrace.Api.Sqs;

namespace Millrace.Api.Tests;

public class ConstraintReportTests
{
    [Fact]
    public void What_breaks_nothing_reports_nothing()
    {
        var report = Check(
            new()
            {
                Name = "a_b",
                Weight = 10,
                Price = 0.5,
                Speed = Speed.Very_fast,
                Stops = ["a", "b"],
                Seal = new byte[8],
            }
        );
        Assert.True(report.IsEmpty);
        Assert.Null(report.ToError(ParcelsModel.Service));
    }

    [Fact]
    public void A_missing_member_is_reported_as_null()
    {
        Assert.Equal(
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
            Check(new()).ValidationText()
        );
    }

    [Theory]
    [InlineData("", "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("abcde", "Value 'abcde' at 'name' failed to satisfy constraint: Member must have length less than or equal to 4")]
    [InlineData(
        "A",
        @"Value 'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z\_]+"
    )]
    [InlineData(
        "a\n",
        @"Value 'a
' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z\_]+"
    )]
    public void A_text_is_held_to_its_length_and_pattern(string name, string sentence)
    {
        Assert.Contains(
            sentence.ReplaceLineEndings("\n"),
            Check(new() { Name = name }).Violations.Select(violation => violation.ToString())
        );
    }

    [Fact]
    public void Length_counts_characters_and_not_their_halves()
    {
        var report = Check(new() { Name = "😀😀😀😀" });
        Assert.Equal(ConstraintKind.Pattern, Assert.Single(report.Violations).Kind);
    }

    [Theory]
    [InlineData(-1, "Value '-1' at 'weight' failed to satisfy constraint: Member must have value greater than or equal to 0")]
    [InlineData(11, "Value '11' at 'weight' failed to satisfy constraint: Member must have value less than or equal to 10")]
    public void A_number_is_held_to_its_range(int weight, string sentence)
    {
        Assert.Equal(sentence, Assert.Single(Check(new() { Name = "a", Weight = weight }).Violations).ToString());
    }

    [Fact]
    public void An_enum_names_its_values()
    {
        Assert.Equal(
            "Value 'warp' at 'speed' failed to satisfy constraint: Member must satisfy enum value set: [slow, very-fast, 2nd]",
            Assert.Single(Check(new() { Name = "a", Speed = "warp" }).Violations).ToString()
        );
    }

    [Fact]
    public void Several_errors_are_counted_and_joined()
    {
        var text = Check(new() { Weight = 11 }).ValidationText();
        Assert.StartsWith("2 validation errors detected: Value null at 'name' failed", text);
        Assert.Contains("must not be null; Value '11' at 'weight'", text);
    }

    [Fact]
    public void A_list_is_held_to_its_count_and_its_items_as_a_whole()
    {
        var report = Check(new() { Name = "a", Stops = ["a", "B", "c"] });
        Assert.Equal(
            "Value '[a, B, c]' at 'stops' failed to satisfy constraint: Member must have length less than or equal to 2",
            report.Violations[0].ToString()
        );
        Assert.Equal(
            "Value '[a, B, c]' at 'stops' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or "
                + @"equal to 4, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-z\_]+]",
            report.Violations[1].ToString()
        );
    }

    [Fact]
    public void A_map_is_held_to_its_keys_and_values()
    {
        var report = Check(
            new()
            {
                Name = "a",
                Labels = new() { ["KEY"] = "VALUE" },
            }
        );
        Assert.Contains("Map keys must satisfy constraint: [", report.Violations[0].Bound);
        Assert.Contains("Map value must satisfy constraint: [", report.Violations[1].Bound);
    }

    [Fact]
    public void A_nested_violation_has_the_path_to_it()
    {
        var report = Check(
            new()
            {
                Name = "a",
                Boxes = [new() { Label = "a" }, new() { Label = "b", Inside = [new()] }],
                Grid =
                [
                    [1],
                    [2, 99],
                ],
            }
        );
        Assert.Equal("boxes.2.member.inside.1.member.label", report.Violations[0].Path);
        Assert.Equal("BoxSet.2.Inside.1.Label", report.Violations[0].QueryPath);
        Assert.Equal(
            "Value '99' at 'grid.2.member.2.member' failed to satisfy constraint: Member must have value less than or equal to 10",
            report.Violations[1].ToString()
        );
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        var violation = Assert.Single(Check(new() { Name = "a", Pin = "1234" }).Violations);
        Assert.Null(violation.Value);
        Assert.Equal(
            "Value at 'pin' failed to satisfy constraint: Member must have length less than or equal to 2",
            violation.ToString()
        );
    }

    [Fact]
    public void A_hostile_request_does_not_make_an_endless_report()
    {
        var report = Check(
            new() { Name = new string('A', 100_000), Boxes = [.. Enumerable.Range(0, 1000).Select(_ => new Box())] }
        );
        Assert.Equal(ConstraintReport.ViolationsMax, report.Violations.Count);
        Assert.True(report.Violations[0].Value!.Length <= ConstraintReport.ValueCharactersMax + 3);
    }

    [Fact]
    public void The_usual_service_answers_with_all_of_it()
    {
        var error = Check(new()).ToError(ParcelsModel.Service)!;
        Assert.Equal("ValidationException", error.Shape);
        Assert.Equal("ValidationError", error.Code);
        Assert.StartsWith("1 validation error detected:", error.Message);
    }

    [Fact]
    public void SQS_names_the_first_missing_parameter_as_its_query_form_has_it()
    {
        var report = new ConstraintReport();
        SendMessageBatchRequest.Check(
            new() { QueueUrl = "q", Entries = [new() { Id = "1", MessageBody = "b" }, new() { Id = "2" }] },
            report
        );
        var error = report.ToError(SqsModel.Service)!;
        Assert.Equal("MissingParameter", error.Code);
        Assert.Equal("MissingRequiredParameterException", error.Shape);
        Assert.Equal("The request must contain the parameter SendMessageBatchRequestEntry.2.MessageBody.", error.Message);
    }

    [Fact]
    public void SQS_leaves_all_other_constraints_to_its_operations()
    {
        var report = new ConstraintReport();
        SetQueueAttributesRequest.Check(
            new()
            {
                QueueUrl = "q",
                Attributes = new() { ["Odd"] = "1" },
            },
            report
        );
        Assert.Equal(ConstraintKind.Enum, Assert.Single(report.Violations).Kind);
        Assert.Null(report.ToError(SqsModel.Service));
    }

    private static ConstraintReport Check(SendParcelRequest request)
    {
        var report = new ConstraintReport();
        SendParcelRequest.Check(request, report);
        return report;
    }
}
