using Millrace.Languages.Json;
using Millrace.Languages.JsonPath.Tokens;

namespace Millrace.Languages.JsonPath;

/// <summary>
/// The short way along a path of single names and positions, which most are: a loop that allocates nothing. It knows
/// success only; for the reason of a failure the path is taken again by <see cref="PathReading"/>.
/// </summary>
internal static class DefiniteWalk
{
    public static bool TryRead(PathToken[] tokens, JsonValue document, out JsonValue value)
    {
        value = document;
        foreach (var token in tokens)
        {
            value = token switch
            {
                PropertyToken { Name: { } name } => value[name],
                IndexToken { IsDefinite: true } index => value[index.Index],
                _ => JsonValue.Undefined,
            };

            if (value.IsUndefined)
            {
                return false;
            }
        }

        return true;
    }
}
