using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Millrace.Languages.EventPatterns;
using Millrace.Languages.Jsonata;
using Millrace.Languages.JsonPath;

namespace Millrace;

/// <summary>
/// <c>try LANGUAGE</c>: one of the small languages on the command line. A JSON object a line on standard input, an answer a
/// line on standard output; a line that makes no sense is answered like any other.
/// </summary>
internal static class TryCommand
{
    /// <summary>The longest line that is read, in characters; a longer one is answered as an error.</summary>
    private const int LineCharactersMax = 16 * 1024 * 1024;

    public static Command Create()
    {
        var command = new Command("try", "Try one of the languages: reads JSON lines on standard input, answers a line each.");
        command.Add(
            Language("pattern", """Event patterns: {"pattern", "event"} gives {"result", "reason"}.""", TryPattern.Answer)
        );
        command.Add(
            Language("jsonpath", """JSONPath: {"path", "data"} gives {"result"} or {"error", "message"}.""", JsonPathTry.Answer)
        );
        command.Add(
            Language(
                "jsonata",
                """JSONata: {"expr", "data", "bindings"} gives {"result"}, {"undefined": true} or {"error", "message"}.""",
                line =>
                    TryJsonata.Answer(line, new JsonataOptions { Now = TimeProvider.System.GetUtcNow(), NextRandom = NextRandom })
            )
        );
        return command;
    }

    /// <summary>Answers every line of the input until it ends.</summary>
    internal static void Run(TextReader input, TextWriter output, Func<string, string> answer)
    {
        while (ReadLine(input, out var isTooLong) is { } line)
        {
            if (isTooLong)
            {
                output.WriteLine(
                    $$"""{"error":"LineTooLong","message":"A line may have at most {{LineCharactersMax}} characters."}"""
                );
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                output.WriteLine(answer(line));
            }

            output.Flush();
        }
    }

    private static ulong NextRandom() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static Command Language(string name, string description, Func<string, string> answer)
    {
        var command = new Command(name, description);
        command.SetAction(_ =>
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            using var input = new StreamReader(Console.OpenStandardInput(), utf8);
            using var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { NewLine = "\n" };
            Run(input, output, answer);
        });
        return command;
    }

    /// <summary>A line without its end; null after the last. Of a line beyond the limit only that it was one.</summary>
    private static string? ReadLine(TextReader input, out bool isTooLong)
    {
        var line = new StringBuilder();
        isTooLong = false;
        while (input.Read() is var next && next >= 0)
        {
            if (next == '\n')
            {
                return Complete(line);
            }

            isTooLong |= line.Length == LineCharactersMax;
            if (!isTooLong)
            {
                line.Append((char)next);
            }
        }

        return line.Length > 0 || isTooLong ? Complete(line) : null;
    }

    private static string Complete(StringBuilder line) => line.ToString().TrimEnd('\r');
}
