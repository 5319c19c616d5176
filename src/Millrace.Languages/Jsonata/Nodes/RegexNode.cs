using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>/pattern/flags</c>: a function that matches. Compiled with the expression.</summary>
internal sealed class RegexNode : Node
{
    private readonly JsonValue _function;

    /// <remarks>Errors: S0303.</remarks>
    public RegexNode(string pattern, string flags, int position)
        : base(position)
    {
        _function = JsonValue.FromFunction(new RegexFunction(pattern, flags, position));
    }

    public override string Kind => "regex";

    protected override JsonValue Raw(JsonValue input, Frame frame) => _function;
}
