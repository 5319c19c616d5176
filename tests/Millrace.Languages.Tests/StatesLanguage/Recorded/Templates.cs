using System.Text.RegularExpressions;
using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <summary>The recorded definitions, and which of them a history can have come from.</summary>
internal sealed class Templates
{
    private readonly List<(string Name, JsonValue Definition)> _all = [];

    public Templates(string root)
    {
        foreach (
            var file in Directory
                .GetFiles(Path.Combine(root, "templates"), "*.json5", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            if (Json5.Read(file) is { } definition)
            {
                _all.Add((Path.GetFileNameWithoutExtension(file), definition));
            }
        }

        // Some answers show the definition of their state machine: one more source of those whose files are elsewhere.
        foreach (var described in RecordedHistory.Described())
        {
            _all.Add((described["Comment"] is { IsString: true } comment ? comment.AsString() : "described", described));
        }
    }

    public IReadOnlyList<(string Name, JsonValue Definition)> All => _all;

    /// <summary>
    /// The definitions whose states the history walks, the likeliest by name first. The recordings do not say which one a case
    /// used, only what happened.
    /// </summary>
    public IEnumerable<(string Name, JsonValue Definition)> For(RecordedHistory history)
    {
        if (history.Definition.IsObject)
        {
            return [("described", history.Definition)];
        }

        if (Reconstructed.For(history) is { IsObject: true } written)
        {
            return [("reconstructed", written)];
        }

        var walked = history.States.ToHashSet();
        var first = history.States.Select(state => state.Name).FirstOrDefault();
        return _all.Where(template =>
                template.Definition["StartAt"] is { IsString: true } startAt
                && (first is null || startAt.AsString() == first)
                && walked.IsSubsetOf(StatesIn(template.Definition))
            )
            .OrderByDescending(template => Likeness(template.Name, history.Test));
    }

    private static HashSet<(string Name, string Type)> StatesIn(JsonValue scope)
    {
        var found = new HashSet<(string Name, string Type)>();
        if (scope["States"] is { IsObject: true } states)
        {
            foreach (var (name, state) in states.AsObject())
            {
                found.Add((name, state["Type"].AsString()));
                foreach (var inner in (JsonValue[])[state["ItemProcessor"], state["Iterator"]])
                {
                    found.UnionWith(StatesIn(inner));
                }

                foreach (var branch in state["Branches"] is { IsArray: true } branches ? branches.AsArray() : JsonArray.Empty)
                {
                    found.UnionWith(StatesIn(branch));
                }
            }
        }

        return found;
    }

    private static int Likeness(string template, string test)
    {
        var words = Regex.Split(test.ToLowerInvariant(), "[^a-z0-9]+");
        var own = template.ToLowerInvariant().Split('_');
        return own.Count(word => words.Contains(word)) * 3 - own.Length;
    }
}
