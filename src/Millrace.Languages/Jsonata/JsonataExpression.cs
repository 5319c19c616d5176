using System.Diagnostics;
using System.Text.RegularExpressions;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Nodes;
using Millrace.Languages.Jsonata.Runtime;
using Millrace.Languages.Jsonata.Syntax;

namespace Millrace.Languages.Jsonata;

/// <summary>A JSONata expression: compiled once, evaluated any number of times, on any number of threads at once.</summary>
/// <remarks>Source: docs.jsonata.org and the behaviour of the reference implementation, version 2.2.</remarks>
public sealed class JsonataExpression
{
    private readonly Node _root;

    private JsonataExpression(string text, Node root)
    {
        (Text, _root) = (text, root);
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <remarks>Errors: <see cref="JsonataException"/> with a code that starts with S, or U1003 or U1004 when it is too large.</remarks>
    public static JsonataExpression Compile(string text) => new(text, Shaper.Shape(Parser.Parse(text)));

    /// <summary>The result on that input; undefined when there is none. The input is shared, not copied.</summary>
    /// <remarks>
    /// Functions in the result are function values; written as JSON they are left out.
    /// <para>Errors: <see cref="JsonataException"/> with a code that starts with T or D, or U where a cap was hit.</para>
    /// </remarks>
    public JsonValue Evaluate(JsonValue input, JsonataOptions? options = null)
    {
        options ??= JsonataOptions.Default;
        var frame = new Frame(new Evaluation(options));
        frame.Bind(VariableNode.RootName, input);
        try
        {
            return ResultCheck.Check(_root.Evaluate(Sequences.WrapInput(input), frame), options.ResultBytesMax);
        }
        catch (JsonFormatException)
        {
            // Values were built so deep that they cannot be compared.
            throw Evaluation.TooDeep();
        }
        catch (RegexMatchTimeoutException)
        {
            // The few patterns that functions use themselves: on enormous texts they too take their time.
            throw Evaluation.TooLong();
        }
    }

    /// <summary>Evaluates text within a running evaluation, which is what <c>$eval</c> does.</summary>
    internal static JsonValue EvaluateWithin(string text, JsonValue input, Frame frame)
    {
        // Nothing is thrown inside a catch: evaluations within evaluations would pile up on the stack.
        Node? root = null;
        JsonataException failure;
        try
        {
            var started = Stopwatch.GetTimestamp();
            root = Shaper.Shape(Parser.Parse(text));
            frame.Evaluation.ChargeTime(started);
            return root.Evaluate(input, frame);
        }
        catch (JsonataException error) when (error.Code[0] != 'U')
        {
            failure = error;
        }

        throw new JsonataException(root is null ? "D3120" : "D3121", failure.Message);
    }
}
