using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>^(a, &gt;b)</c>: the results in order of the terms, undefined last, equals in the order they came. Errors: T2007, T2008.</summary>
internal sealed class SortNode((Node Expression, bool IsDescending)[] terms, int position) : Node(position)
{
    public override string Kind => "sort";

    public (Node Expression, bool IsDescending)[] Terms => terms;

    /// <summary>The items of the list in order; what is not a list, or has one item, as it is.</summary>
    public JsonValue Sort(JsonValue list, Frame frame)
    {
        if (!list.IsArray || list.AsArray().Count <= 1)
        {
            return list;
        }

        var areTuples = Sequences.Has(list, ArrayMarks.Tuples);
        var items = list.AsArray().Items.ToArray();
        frame.Evaluation.Charge(MergeSort.StepsOf(items.Length));
        var keys = new SortKeys(this, items, areTuples, frame);
        var order = MergeSort.Sort([.. Enumerable.Range(0, items.Length)], (a, b) => Compare(keys, a, b) > 0);
        var sorted = new JsonValue[items.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = items[order[i]];
        }

        return areTuples ? Sequences.Of(ArrayMarks.Sequence | ArrayMarks.Tuples, sorted) : new JsonArray(sorted, sorted.Length);
    }

    protected override JsonValue Raw(JsonValue input, Frame frame) => Sort(input, frame);

    private int Compare(SortKeys keys, int a, int b)
    {
        for (var term = 0; term < terms.Length; term++)
        {
            var (first, second) = (keys[a, term], keys[b, term]);
            if (first.IsUndefined || second.IsUndefined)
            {
                if (first.IsUndefined != second.IsUndefined)
                {
                    return first.IsUndefined ? 1 : -1;
                }

                continue;
            }

            var order = Compare(keys, first, second);
            if (order != 0)
            {
                return terms[term].IsDescending ? -order : order;
            }
        }

        return 0;
    }

    private int Compare(SortKeys keys, JsonValue first, JsonValue second)
    {
        if (!(first.IsString || first.IsNumber) || !(second.IsString || second.IsNumber))
        {
            throw new JsonataException("T2008", first.IsString || first.IsNumber ? second : first, Position);
        }

        if (first.Kind != second.Kind)
        {
            throw new JsonataException("T2007", first, Position).With("value2", second);
        }

        return first.IsString
            ? Math.Sign(Casting.Compare(first.AsString(), second.AsString(), keys.Evaluation))
            : first.AsNumber().CompareTo(second.AsNumber());
    }

    /// <summary>What each item is sorted by, evaluated when it is first asked for.</summary>
    private sealed class SortKeys(SortNode node, JsonValue[] items, bool areTuples, Frame frame)
    {
        private readonly JsonValue[]?[] _keys = new JsonValue[]?[node.Terms.Length];
        private readonly bool[]?[] _isKnown = new bool[]?[node.Terms.Length];

        public Evaluation Evaluation => frame.Evaluation;

        public JsonValue this[int item, int term]
        {
            get
            {
                var keys = _keys[term] ??= new JsonValue[items.Length];
                var isKnown = _isKnown[term] ??= new bool[items.Length];
                if (!isKnown[item])
                {
                    isKnown[item] = true;
                    keys[item] = KeyOf(node.Terms[term].Expression, items[item]);
                }

                return keys[item];
            }
        }

        private JsonValue KeyOf(Node expression, JsonValue item)
        {
            if (!areTuples)
            {
                return expression.Evaluate(item, frame);
            }

            var tuple = PathTuple.From(item);
            return expression.Evaluate(tuple.Context, tuple.Frame(frame));
        }
    }
}
