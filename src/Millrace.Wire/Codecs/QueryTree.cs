using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>
/// The parameters as the tree their dotted names describe, so that structures, lists and maps can be read in order whatever
/// order the client sent them in.
/// </summary>
/// <remarks>
/// <code>
/// Tag.2.Key=b  Tag.1.Key=a  Tag.1.Value=x        root ─ Tag ─┬─ 1 ─┬─ Key = a
///                                                             │     └─ Value = x
///                                                             └─ 2 ─── Key = b
/// </code>
/// Children stand in the order of their segments, numbers by value, so indices may have gaps and come in any order.
/// </remarks>
internal sealed class QueryTree
{
    private const int None = -1;

    private readonly List<Node> _nodes = [new Node(default, None)];

    /// <summary>Builds the tree: sorts the names by segments, then hangs each below what it shares with the one before.</summary>
    /// <exception cref="WireFormatException">MalformedInput: a name has too many segments.</exception>
    public QueryTree(QueryParameters parameters)
    {
        var sorted = SortedByName(parameters.All);
        Span<int> path = stackalloc int[WireLimits.ParameterSegmentsMax];
        Span<int> lastChild = stackalloc int[WireLimits.ParameterSegmentsMax + 1];
        lastChild.Fill(None);
        var depth = 0;
        foreach (var parameter in sorted)
        {
            depth = Hang(parameter, path, depth, lastChild);
        }
    }

    /// <summary>The node that stands for the whole request.</summary>
    public static int Root => 0;

    /// <summary>The first child, or a negative number.</summary>
    public int FirstChild(int node) => _nodes[node].FirstChild;

    /// <summary>The next child of the same parent, or a negative number.</summary>
    public int NextSibling(int node) => _nodes[node].NextSibling;

    /// <summary>The name between the dots.</summary>
    public ReadOnlyMemory<byte> Segment(int node) => _nodes[node].Segment;

    /// <summary>The value of the parameter whose name ends here; null when none does.</summary>
    public ReadOnlyMemory<byte>? Value(int node) => _nodes[node].Value;

    /// <summary>The child of that name, or a negative number.</summary>
    public int Child(int node, ReadOnlySpan<byte> segment)
    {
        var child = FirstChild(node);
        while (child >= 0 && !Segment(child).Span.SequenceEqual(segment))
        {
            child = NextSibling(child);
        }

        return child;
    }

    private static QueryParameter[] SortedByName(IReadOnlyList<QueryParameter> parameters)
    {
        var order = new int[parameters.Count];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        // Equal names keep their order, so that the last of them wins.
        Array.Sort(
            order,
            (left, right) =>
                CompareNames(parameters[left].Name.Span, parameters[right].Name.Span) is var names && names != 0
                    ? names
                    : left - right
        );
        return Array.ConvertAll(order, index => parameters[index]);
    }

    private static int CompareNames(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        while (true)
        {
            var segments = CompareSegments(TakeSegment(ref left, out var leftEnds), TakeSegment(ref right, out var rightEnds));
            if (segments != 0)
            {
                return segments;
            }

            if (leftEnds || rightEnds)
            {
                return rightEnds.CompareTo(leftEnds);
            }
        }
    }

    private static ReadOnlySpan<byte> TakeSegment(ref ReadOnlySpan<byte> name, out bool isLast)
    {
        var dot = name.IndexOf((byte)'.');
        isLast = dot < 0;
        var segment = isLast ? name : name[..dot];
        name = isLast ? default : name[(dot + 1)..];
        return segment;
    }

    /// <summary>Numbers first and by value, then names by their bytes; <c>01</c> and <c>1</c> are neighbours but not the same.</summary>
    private static int CompareSegments(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var leftIsNumber = IsNumber(left);
        if (leftIsNumber != IsNumber(right))
        {
            return leftIsNumber ? -1 : 1;
        }

        if (leftIsNumber)
        {
            var leftDigits = left.TrimStart((byte)'0');
            var rightDigits = right.TrimStart((byte)'0');
            if (leftDigits.Length != rightDigits.Length)
            {
                return leftDigits.Length - rightDigits.Length;
            }

            var byValue = leftDigits.SequenceCompareTo(rightDigits);
            if (byValue != 0)
            {
                return byValue;
            }
        }

        return left.SequenceCompareTo(right);
    }

    /// <summary>True for digits only.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> segment) =>
        !segment.IsEmpty && segment.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Adds the nodes of one parameter below the path of the one before; the path's new depth.</summary>
    private int Hang(QueryParameter parameter, Span<int> path, int previousDepth, Span<int> lastChild)
    {
        var name = parameter.Name;
        var depth = 0;
        var isShared = true;
        while (true)
        {
            if (depth == WireLimits.ParameterSegmentsMax)
            {
                throw new WireFormatException(
                    CommonErrors.MalformedInput,
                    $"A parameter's name has more than {WireLimits.ParameterSegmentsMax} segments."
                );
            }

            var dot = name.Span.IndexOf((byte)'.');
            var segment = dot < 0 ? name : name[..dot];
            isShared = isShared && depth < previousDepth && Segment(path[depth]).Span.SequenceEqual(segment.Span);
            if (!isShared)
            {
                var parent = depth == 0 ? Root : path[depth - 1];
                path[depth] = AddChild(parent, lastChild[depth], segment);
                lastChild[depth] = path[depth];
                lastChild[depth + 1] = None;
            }

            depth++;
            if (dot < 0)
            {
                break;
            }

            name = name[(dot + 1)..];
        }

        var node = path[depth - 1];
        _nodes[node] = _nodes[node] with { Value = parameter.Value };
        return depth;
    }

    private int AddChild(int parent, int previousSibling, ReadOnlyMemory<byte> segment)
    {
        var child = _nodes.Count;
        _nodes.Add(new Node(segment, None));
        if (previousSibling == None)
        {
            _nodes[parent] = _nodes[parent] with { FirstChild = child };
        }
        else
        {
            _nodes[previousSibling] = _nodes[previousSibling] with { NextSibling = child };
        }

        return child;
    }

    private readonly record struct Node(
        ReadOnlyMemory<byte> Segment,
        int FirstChild,
        int NextSibling = None,
        ReadOnlyMemory<byte>? Value = null
    );
}
