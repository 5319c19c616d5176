namespace Millrace.Sns.Tests;

/// <summary>Subjects. Facts: sqs-sns.md, section 2d; SNS API Reference, Publish.</summary>
public sealed class SubjectTests : SnsTest
{
    public static TheoryData<string> Good => ["s", "[Subject] of 42 ü 😀", new string('s', 99)];

    public static TheoryData<string> Bad => ["", new string('s', 100), " leading", "two\nlines", "a\ttab", "\u0007"];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_subject_of_1_to_99_characters_arrives_as_it_was_given(string subject)
    {
        SubscribeQueue("q");
        Publish("m", subject: subject);
        Assert.Equal(subject, (string?)Assert.Single(Envelopes("q"))["Subject"]);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_subject_that_is_empty_long_or_has_control_characters_is_refused(string subject)
    {
        Assert.Equal(("InvalidParameter", "Invalid parameter: Subject"), Refusal(TryPublish("m", subject: subject)));
    }
}
