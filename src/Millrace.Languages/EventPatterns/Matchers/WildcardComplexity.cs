namespace Millrace.Languages.EventPatterns;

/// <summary>How hard the wildcards of one field are to match: the most beginnings of them that one string can be in the middle of.</summary>
/// <remarks>
/// A beginning is everything up to some character of the wildcard, and it is alive when the string so far matches it. <c>*a*b*</c>
/// scores 4: behind a <c>b</c> the beginnings <c>*</c>, <c>*a*</c>, <c>*a*b</c> and <c>*a*b*</c> are. Beginnings that end in a
/// <c>*</c> stay alive once reached, so all of them can be at once; of the others, those count that the same last characters
/// satisfy. That is what a failure function over the pieces counts, in time linear in their length.
/// <para>Source: the values measured on event-ruler that the project's notes list, and what AWS accepted and refused.</para>
/// </remarks>
internal static class WildcardComplexity
{
    public static int Score(IEnumerable<WildcardMatcher> wildcards)
    {
        var stars = 0;
        var pieces = new PieceTree();
        foreach (var wildcard in wildcards)
        {
            stars += wildcard.Pieces.Length - 1;
            foreach (var piece in wildcard.Pieces.Skip(1))
            {
                pieces.Add(piece);
            }
        }

        return stars + pieces.MostAlive();
    }

    /// <summary>The beginnings of all pieces as a tree; a node counts how many pieces begin so.</summary>
    private sealed class PieceTree
    {
        private readonly List<Dictionary<byte, int>> _children =
        [
            [],
        ];
        private readonly List<int> _pieces = [0];

        public void Add(ReadOnlySpan<byte> piece)
        {
            var node = 0;
            foreach (var c in piece)
            {
                if (!_children[node].TryGetValue(c, out var child))
                {
                    child = _children.Count;
                    _children[node].Add(c, child);
                    _children.Add([]);
                    _pieces.Add(0);
                }

                node = child;
                _pieces[node]++;
            }
        }

        public int MostAlive()
        {
            var most = 0;
            var fallback = new int[_children.Count];
            var alive = _pieces.ToArray();
            var queue = new Queue<int>([0]);
            while (queue.TryDequeue(out var node))
            {
                most = Math.Max(most, alive[node]);
                foreach (var (c, child) in _children[node])
                {
                    fallback[child] = node == 0 ? 0 : Follow(fallback, fallback[node], c);
                    alive[child] += alive[fallback[child]];
                    queue.Enqueue(child);
                }
            }

            return most;
        }

        private int Follow(int[] fallback, int node, byte c)
        {
            while (true)
            {
                if (_children[node].TryGetValue(c, out var child))
                {
                    return child;
                }

                if (node == 0)
                {
                    return 0;
                }

                node = fallback[node];
            }
        }
    }
}
