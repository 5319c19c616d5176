namespace Millrace.Languages.EventPatterns;

/// <summary>Reads one pattern. Checks in the order AWS does, so that of several mistakes the one AWS names is named.</summary>
internal sealed class PatternParser(string text, PatternLimits limits)
{
    private const string Or = "$or";

    private readonly PatternReader _reader = new(text, limits.DepthMax);
    private readonly List<string> _path = [];

    // What the alternatives ask for so far. A field put in is put into all of them.
    private List<Dictionary<string, PatternClause>> _branches = [];

    public EventPattern Parse()
    {
        if (text.Length > limits.CharactersMax)
        {
            throw new PatternException(
                new PatternRejection($"Event pattern is longer than {limits.CharactersMax} characters", Location: "")
            );
        }

        if (_reader.Next() != PatternToken.ObjectStart)
        {
            throw _reader.Reject("Filter is not an object");
        }

        ReadObject(insideOr: false);
        CheckBranches();
        return new EventPattern([.. _branches.Select(branch => (IReadOnlyList<PatternClause>)[.. branch.Values])]);
    }

    private void ReadObject(bool insideOr)
    {
        var isEmpty = true;
        while (_reader.Next() != PatternToken.ObjectEnd)
        {
            isEmpty = false;
            var name = _reader.Name;
            if (name == Or)
            {
                ReadOr();
                continue;
            }

            if (insideOr && ReservedNames.All.Contains(name))
            {
                throw _reader.Reject($"{name} is Ruler reserved fieldName which cannot be used inside {Or}.");
            }

            _path.Add(name);
            switch (_reader.Next())
            {
                case PatternToken.ObjectStart:
                    ReadObject(insideOr);
                    break;
                case PatternToken.ArrayStart:
                    ReadField();
                    break;
                default:
                    throw _reader.Reject($"\"{name}\" must be an object or an array");
            }

            _path.RemoveAt(_path.Count - 1);
        }

        if (isEmpty)
        {
            throw _reader.Reject("Empty objects are not allowed");
        }
    }

    private void ReadOr()
    {
        if (_reader.Next() != PatternToken.ArrayStart)
        {
            throw _reader.Reject($"It must be an Array followed with {Or}.");
        }

        var before = _branches;
        var after = new List<Dictionary<string, PatternClause>>();
        var objects = 0;
        while (_reader.Next() != PatternToken.ArrayEnd)
        {
            if (_reader.Current != PatternToken.ObjectStart)
            {
                throw _reader.Reject($"Only JSON object is allowed in array of {Or} relationship.");
            }

            objects++;
            _branches =
                before.Count == 0
                    ?
                    [
                        [],
                    ]
                    : before.ConvertAll(branch => new Dictionary<string, PatternClause>(branch));
            ReadObject(insideOr: true);
            after.AddRange(_branches);
            if (after.Count > limits.BranchesMax)
            {
                throw new PatternException(
                    new PatternRejection(
                        $"Rule is too complex - {Or} stands for more than {limits.BranchesMax} alternatives",
                        Location: ""
                    )
                );
            }
        }

        if (objects < 2)
        {
            throw _reader.Reject($"There must have at least 2 Objects in {Or} relationship.");
        }

        _branches = after;
    }

    private void ReadField()
    {
        var path = string.Join('.', _path);
        var entries = new List<Matcher>();
        while (_reader.Next() != PatternToken.ArrayEnd)
        {
            entries.Add(ReadEntry());
        }

        if (entries.Count == 0)
        {
            throw _reader.Reject("Empty arrays are not allowed");
        }

        if (_branches.Count == 0)
        {
            _branches.Add([]);
        }

        var clause = new PatternClause(path, entries);
        foreach (var branch in _branches)
        {
            branch[path] = clause;
            if (branch.Count > limits.FieldsPerBranchMax)
            {
                throw new PatternException(
                    new PatternRejection(
                        $"Rule is too complex - it has more than {limits.FieldsPerBranchMax} fields",
                        Location: ""
                    )
                );
            }
        }
    }

    private Matcher ReadEntry()
    {
        switch (_reader.Current)
        {
            case PatternToken.ObjectStart:
                return MatchExpressionParser.Read(_reader);
            case PatternToken.String:
                var value = _reader.Text();
                return CidrMatcher.TryParseAddress(value, out var address) ? address! : new StringMatcher(value);
            case PatternToken.Number:
                return new NumberMatcher(_reader.Text());
            case PatternToken.True:
                return new LiteralMatcher(FieldValueKind.True);
            case PatternToken.False:
                return new LiteralMatcher(FieldValueKind.False);
            case PatternToken.Null:
                return new LiteralMatcher(FieldValueKind.Null);
            default:
                throw _reader.Reject("Match value must be String, number, true, false, or null");
        }
    }

    /// <summary>AWS checks the wildcards once everything else is known to be right.</summary>
    private void CheckBranches()
    {
        foreach (var clause in _branches.SelectMany(branch => branch.Values).Distinct())
        {
            if (WildcardComplexity.Score(clause.Matchers.OfType<WildcardMatcher>()) > limits.WildcardComplexityMax)
            {
                throw new PatternException(
                    new PatternRejection(
                        "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
                        Location: ""
                    )
                );
            }
        }
    }
}
