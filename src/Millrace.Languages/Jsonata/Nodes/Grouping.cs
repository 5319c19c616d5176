using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>{key: value}</c>: items with the same key together, the value of each group made from all its items.</summary>
/// <remarks>Errors: T1003 for a key that is no string, D1009 for one key from two pairs, D1013.</remarks>
internal sealed class Grouping((Node Key, Node Value)[] pairs, int position)
{
    private static readonly string[] Reserved = ["_jsonata_lambda", "_jsonata_function"];

    public JsonValue Evaluate(JsonValue input, Frame frame)
    {
        var areTuples = Sequences.Has(input, ArrayMarks.Tuples);
        ReadOnlySpan<JsonValue> items = input.IsArray ? input.AsArray().Items : new(in input);

        // Without an item a literal object is still an object.
        var none = default(JsonValue);
        items = items.IsEmpty && !areTuples ? new(in none) : items;

        var groups = new OrderedDictionary<string, Group>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var tuple = areTuples ? PathTuple.From(item) : null;
            var context = tuple?.Context ?? item;
            var scope = tuple?.Frame(frame) ?? frame;
            for (var pair = 0; pair < pairs.Length; pair++)
            {
                AddTo(groups, pair, pairs[pair].Key.Evaluate(context, scope), item, frame.Evaluation);
            }
        }

        var result = new JsonObjectBuilder(groups.Count);
        foreach (var (key, group) in groups)
        {
            result.Set(key, Value(group, areTuples, frame));
        }

        return result.Build();
    }

    private void AddTo(OrderedDictionary<string, Group> groups, int pair, JsonValue key, JsonValue item, Evaluation evaluation)
    {
        if (key.IsUndefined)
        {
            return;
        }

        if (!key.IsString)
        {
            throw new JsonataException("T1003", key, position);
        }

        var name = key.AsString();
        if (Reserved.Contains(name))
        {
            throw new JsonataException("D1013", key, position);
        }

        evaluation.ChargeText(name.Length);
        if (!groups.TryGetValue(name, out var group))
        {
            evaluation.Charge(1);
            groups.Add(name, new Group(pair, item, evaluation));
        }
        else if (group.Pair != pair)
        {
            throw new JsonataException("D1009", key, position);
        }
        else
        {
            group.Add(item);
        }
    }

    private JsonValue Value(Group group, bool areTuples, Frame frame)
    {
        var expression = pairs[group.Pair].Value;
        var items = group.Items();
        if (!areTuples)
        {
            return expression.Evaluate(items, frame);
        }

        var tuple = PathTuple.Merge(items.IsArray ? items.AsArray().Items : [items], frame.Evaluation);
        return expression.Evaluate(tuple.Context, tuple.Frame(frame));
    }

    /// <summary>The items of one key, and the pair they came from.</summary>
    private sealed class Group(int pair, JsonValue first, Evaluation evaluation)
    {
        private SequenceBuilder _more = new(evaluation);
        private bool _isMany;

        public int Pair => pair;

        public void Add(JsonValue item)
        {
            if (item.IsUndefined)
            {
                return;
            }

            if (!_isMany)
            {
                _isMany = true;
                if (!first.IsUndefined)
                {
                    _more.AddFlat(first);
                }
            }

            _more.AddFlat(item);
        }

        /// <summary>The only item as it is, or all of them, arrays among them flattened.</summary>
        public JsonValue Items() => _isMany ? _more.ToArray() : first;
    }
}
