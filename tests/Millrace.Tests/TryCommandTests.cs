namespace Millrace.Tests;

/// <summary>The languages on the command line: a line in, a line out.</summary>
public sealed class TryCommandTests
{
    private const int LineCharactersMax = 16 * 1024 * 1024;

    [Fact]
    public void Every_line_is_answered_in_order_and_blank_ones_are_passed_over() =>
        Assert.Equal(["<a>", "<b>", "<c>"], Answers("a\n\n  \nb\r\nc", line => $"<{line}>"));

    [Fact]
    public void Nothing_in_gives_nothing_out() => Assert.Empty(Answers("", line => line));

    [Fact]
    public void An_answer_is_there_before_the_next_line_is_asked_for()
    {
        using var output = new StringWriter();
        using var input = new WatchedReader("first\nsecond\n", () => output.ToString());

        TryCommand.Run(input, output, line => line);

        Assert.Equal("first", input.SeenBefore("second").Trim());
    }

    [Fact]
    public void A_line_that_is_too_long_is_answered_as_an_error_and_the_next_one_as_ever()
    {
        var longest = new string('x', LineCharactersMax);

        var answers = Answers($"{longest}\n{longest}x\nshort\n", line => $"{line.Length} characters");

        Assert.Equal($"{LineCharactersMax} characters", answers[0]);
        Assert.Contains("LineTooLong", answers[1], StringComparison.Ordinal);
        Assert.Equal(["5 characters"], answers[2..]);
    }

    [Fact]
    public void A_last_line_that_is_too_long_and_has_no_end_is_answered_as_well() =>
        Assert.Contains(
            "LineTooLong",
            Assert.Single(Answers(new string('x', LineCharactersMax + 1), line => line)),
            StringComparison.Ordinal
        );

    private static string[] Answers(string input, Func<string, string> answer)
    {
        using var reader = new StringReader(input);
        using var writer = new StringWriter { NewLine = "\n" };
        TryCommand.Run(reader, writer, answer);
        return writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Notes what had been written whenever a character is read.</summary>
    private sealed class WatchedReader(string text, Func<string> written) : TextReader
    {
        private readonly List<string> _seen = [];

        public string SeenBefore(string word) => _seen[text.IndexOf(word, StringComparison.Ordinal)];

        public override int Read()
        {
            _seen.Add(written());
            return _seen.Count <= text.Length ? text[_seen.Count - 1] : -1;
        }
    }
}
