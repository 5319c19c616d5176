using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>One call of one function.</summary>
internal sealed class IntrinsicCall(IntrinsicFunction function, IntrinsicArgument[] arguments) : IntrinsicArgument
{
    public override JsonValue Evaluate(IntrinsicScope scope)
    {
        if (arguments.Length < function.ArgumentsMin || arguments.Length > function.ArgumentsMax)
        {
            throw function.InvalidArguments();
        }

        var values = new JsonValue[arguments.Length];
        var size = 0L;
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = i == 0 && function.TakesTemplate ? arguments[i].EvaluateTemplate(scope) : arguments[i].Evaluate(scope);
            size += JsonSize.Of(values[i], IntrinsicLimits.ResultSizeMax - size);
            if (size > IntrinsicLimits.ResultSizeMax)
            {
                throw new InvalidCallException($"The arguments of {function.Name} are too large");
            }
        }

        return function.Apply(values, scope) is { IsUndefined: false } result ? result : throw function.InvalidArguments();
    }
}
