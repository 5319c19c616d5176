using System.Text;
using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>Reads one filter policy: first as JSON, then for what it means, then against the limits, as the recorded answers show AWS does.</summary>
internal sealed class FilterPolicyParser
{
    private const string Or = "$or";

    private readonly FilterPolicyOutline _outline;
    private readonly PatternReader _reader;
    private readonly List<string> _path = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    // Where in the outline the reader stands.
    private int _at = -1;

    // What the alternatives ask for so far. A key put in is put into all of them.
    private List<Dictionary<string, FilterKey>> _branches =
    [
        [],
    ];
    private bool _isNested;
    private bool _isTooComplex;
    private int _keysWritten;
    private long _points;
    private int _excludedValues;

    private FilterPolicyParser(string json)
    {
        _outline = FilterPolicyOutline.Read(json);
        _reader = new PatternReader(json, FilterPolicyLimits.DepthMax);
    }

    /// <exception cref="FilterPolicyException">It goes over a limit, or is not JSON.</exception>
    /// <exception cref="PatternException">It is not in the language.</exception>
    public static FilterPolicy Parse(string json, FilterPolicyScope scope)
    {
        if (Encoding.UTF8.GetByteCount(json) > FilterPolicyLimits.BytesMax)
        {
            throw Reject($"Filter policy can not be longer than {FilterPolicyLimits.BytesMax} bytes");
        }

        var parser = new FilterPolicyParser(json);
        var branches = parser.ReadPolicy();
        parser.CheckLimits(scope);
        return new FilterPolicy(
            scope,
            new EventPattern([
                .. branches.Select(branch => (IReadOnlyList<PatternClause>)[.. branch.Values.Select(key => key.Clause)]),
            ])
        );
    }

    private static FilterPolicyException Reject(string reason) => new(new FilterPolicyRejection(reason, Location: ""));

    private List<Dictionary<string, FilterKey>> ReadPolicy()
    {
        if (Next() != PatternToken.ObjectStart)
        {
            throw _reader.Reject("Filter is not an object");
        }

        if (_outline.Kind(_at + 1) == PatternToken.ObjectEnd)
        {
            return [];
        }

        ReadObject();
        return _branches;
    }

    private void ReadObject()
    {
        var isEmpty = true;
        while (Next() != PatternToken.ObjectEnd)
        {
            isEmpty = false;
            var name = _reader.Name;
            if (name == Or && AreAlternatives(_at + 1))
            {
                ReadAlternatives();
                continue;
            }

            _path.Add(name);
            switch (Next())
            {
                case PatternToken.ObjectStart:
                    ReadObject();
                    break;
                case PatternToken.ArrayStart:
                    ReadKey();
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

    /// <summary>
    /// Whether what follows an <c>$or</c> makes it the operator: an array of at least two objects, none of which has a field of a reserved
    /// name. Otherwise it is a key like any other. Source: the SNS Developer Guide, "AND/OR logic".
    /// </summary>
    private bool AreAlternatives(int array)
    {
        if (_outline.Kind(array) != PatternToken.ArrayStart)
        {
            return false;
        }

        var objects = 0;
        for (var at = array + 1; at < _outline.End(array); at = _outline.Behind(at))
        {
            if (_outline.Kind(at) != PatternToken.ObjectStart)
            {
                return false;
            }

            objects++;
            for (var field = at + 1; field < _outline.End(at); field = _outline.Behind(field + 1))
            {
                if (ReservedNames.All.Contains(_outline.Text(field)))
                {
                    return false;
                }
            }
        }

        return objects >= 2;
    }

    private void ReadAlternatives()
    {
        var before = _branches;
        var after = new List<Dictionary<string, FilterKey>>();
        Next();
        while (Next() != PatternToken.ArrayEnd)
        {
            _branches = before.ConvertAll(branch => new Dictionary<string, FilterKey>(branch, StringComparer.Ordinal));
            ReadObject();
            after.AddRange(_branches);
            if (_isTooComplex || after.Count > FilterPolicyLimits.CombinationsMax)
            {
                // Each alternative is a combination at least. Only mistakes are still looked for, and one alternative is enough for that.
                _isTooComplex = true;
                before = [before[0]];
                after = [after[0]];
            }
        }

        _branches = after;
    }

    private void ReadKey()
    {
        var values = new List<Matcher>();
        var cost = new KeyCost();
        while (Next() != PatternToken.ArrayEnd)
        {
            values.Add(ReadValue(cost));
        }

        if (values.Count == 0)
        {
            throw _reader.Reject("Empty arrays are not allowed");
        }

        _points += cost.Points;
        _excludedValues += cost.ExcludedValues;
        _isNested |= _path.Count > 1;
        _isTooComplex |=
            ++_keysWritten > FilterPolicyLimits.KeysWrittenMax
            || (long)values.Count * _path.Count > FilterPolicyLimits.CombinationsMax
            || _points > FilterPolicyLimits.WildcardPointsMax
            || _excludedValues > FilterPolicyLimits.ExcludedValuesMax
            || cost.IsTooHigh;
        if (!_isTooComplex)
        {
            AddKey(values);
        }
    }

    private void AddKey(List<Matcher> values)
    {
        var key = new FilterKey(new PatternClause(string.Join('.', _path), values), _path.Count);
        _keys.Add(key.Clause.Path);
        if (_keys.Count > FilterPolicyLimits.KeysMax)
        {
            return;
        }

        foreach (var branch in _branches)
        {
            branch[key.Clause.Path] = key;
        }
    }

    private Matcher ReadValue(KeyCost cost)
    {
        switch (_reader.Current)
        {
            case PatternToken.ObjectStart:
                var start = _at;
                var matcher = MatchExpression.Read(_reader, _outline, start);
                _at = _outline.End(start);
                cost.Add(_outline, start);
                return matcher;
            case PatternToken.String:
                var text = _reader.Text();
                return CidrMatcher.TryParseAddress(text, out var address) ? address! : new StringMatcher(text);
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

    private void CheckLimits(FilterPolicyScope scope)
    {
        if (_isNested && scope == FilterPolicyScope.MessageAttributes)
        {
            // From memory of AWS's text; no recording of it is at hand.
            throw Reject("Filter policy scope MessageAttributes does not support nested filter policy");
        }

        if (_keys.Count > FilterPolicyLimits.KeysMax)
        {
            throw Reject($"Filter policy can not have more than {FilterPolicyLimits.KeysMax} keys");
        }

        if (_isTooComplex || Combinations() > FilterPolicyLimits.CombinationsMax)
        {
            throw Reject("Filter policy is too complex");
        }
    }

    private long Combinations() =>
        // At most 150 alternatives of five keys of 150 combinations: far from what a long holds.
        _branches.Sum(branch => branch.Values.Aggregate(1L, (product, key) => product * key.Combinations));

    private PatternToken Next()
    {
        _at++;
        return _reader.Next();
    }
}
