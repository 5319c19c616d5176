using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary><c>$.a</c>, <c>$$.Execution.Id</c>, <c>$variable</c>.</summary>
internal sealed class PathArgument(StatesPath path) : IntrinsicArgument
{
    public override JsonValue Evaluate(IntrinsicScope scope) =>
        path.TryRead(scope, out var value, out var error)
            ? value
            : throw new MissingPathException(error.Message) { Path = path.Text };
}
