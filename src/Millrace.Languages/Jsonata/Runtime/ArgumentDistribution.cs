using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>Which arguments go to which parameters: to each from the left as many as possible, so that the rest still fits.</summary>
/// <remarks>Works out from the right what fits, in time linear in arguments times parameters, rather than by trial.</remarks>
internal readonly ref struct ArgumentDistribution
{
    private readonly ReadOnlySpan<Parameter> _parameters;
    private readonly ReadOnlySpan<JsonValue> _arguments;

    // Whether the parameters from an index on fit the arguments from a position on; and the same when the one before that
    // index is repeated, has taken an argument, and may take more.
    private readonly bool[,] _fits;
    private readonly bool[,] _fitsAfterMore;

    /// <param name="parameters">The parameters.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="takesAll">Whether no argument may be left over.</param>
    public ArgumentDistribution(ReadOnlySpan<Parameter> parameters, ReadOnlySpan<JsonValue> arguments, bool takesAll)
    {
        _parameters = parameters;
        _arguments = arguments;
        _fits = new bool[parameters.Length + 1, arguments.Length + 2];
        _fitsAfterMore = new bool[parameters.Length + 1, arguments.Length + 2];
        for (var at = 0; at <= arguments.Length; at++)
        {
            _fits[parameters.Length, at] = !takesAll || at == arguments.Length;
        }

        for (var index = parameters.Length - 1; index >= 0; index--)
        {
            for (var at = arguments.Length; at >= 0; at--)
            {
                var parameter = parameters[index];
                var takes = Takes(index, at);
                _fitsAfterMore[index, at] = (takes && _fitsAfterMore[index, at + 1]) || _fits[index + 1, at];
                var next = parameter.IsRepeated ? _fitsAfterMore[index, at + 1] : _fits[index + 1, at + 1];
                _fits[index, at] = (takes && next) || (parameter.IsOptional && _fits[index + 1, at]);
            }
        }
    }

    /// <summary>Whether there is a distribution at all.</summary>
    public bool Exists => _fits[0, 0];

    /// <summary>Writes how many arguments each parameter gets, and answers how many that is together.</summary>
    public int Count(Span<int> counts)
    {
        var at = 0;
        for (var index = 0; index < _parameters.Length; index++)
        {
            var start = at;
            if (_parameters[index].IsRepeated)
            {
                while (Takes(index, at) && _fitsAfterMore[index, at + 1])
                {
                    at++;
                }
            }
            else if (Takes(index, at) && _fits[index + 1, at + 1])
            {
                at++;
            }

            counts[index] = at - start;
        }

        return at;
    }

    private bool Takes(int index, int at) => at < _arguments.Length && _parameters[index].Accepts(_arguments[at]);
}
