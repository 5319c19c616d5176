using System.Globalization;
using Microsoft.AspNetCore.Http;
using Millrace.Api;

namespace Millrace.Aids;

/// <summary>The parameters of an aid, from the query string: each given once, each known, each in its range.</summary>
internal sealed class AidQuery(HttpRequest request)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A text, or null when it is not given.</summary>
    public string? Text(string name)
    {
        _known.Add(name);
        if (!request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        return values.Count == 1 && !string.IsNullOrEmpty(values[0])
            ? values[0]
            : throw new AidRefusedException($"Give {name} once, and not empty.");
    }

    /// <summary>The parameter <c>region</c>, or null when it is not given.</summary>
    public string? Region() =>
        Text("region") is not { } region || RegionName.IsValid(region)
            ? Text("region")
            : throw new AidRefusedException("region is one of AWS's, such as us-east-1.");

    /// <summary>A whole number in a range.</summary>
    public long Number(string name, long byDefault, long least, long most)
    {
        if (Text(name) is not { } text)
        {
            return byDefault;
        }

        return
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw new AidRefusedException($"{name} is a whole number from {least} to {most}.");
    }

    /// <summary>One of the names of an enumeration, in any case; null when it is not given.</summary>
    public T? Name<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new AidRefusedException($"{name} is one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    /// <summary>To be called when all parameters were read: what else was given is refused by name.</summary>
    public void RefuseOthers()
    {
        if (request.Query.Keys.FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
        {
            var offered = _known.Count > 0 ? string.Join(", ", _known) : "none";
            throw new AidRefusedException($"There is no parameter {unknown} here; there are: {offered}.");
        }
    }
}
