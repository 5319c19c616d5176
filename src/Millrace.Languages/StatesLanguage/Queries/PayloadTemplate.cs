using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>A payload with expressions in it, compiled: Parameters, ResultSelector, ItemSelector, Arguments, Output, Assign ...</summary>
/// <remarks>
/// JSONPath: keys that end in <c>.$</c> hold a path or an intrinsic function. JSONata: strings of the form <c>{% … %}</c>.
/// <para>A template without expressions costs nothing: it is one shared value.</para>
/// </remarks>
internal sealed class PayloadTemplate
{
    private readonly Node _root;

    private PayloadTemplate(Node root) => _root = root;

    /// <summary>The names at the top that are set, in order; empty when the template is not an object.</summary>
    public IEnumerable<string> Names => _root.Names;

    /// <summary>The JSONata expression that is the whole template; null when it is more, or none.</summary>
    public Query? Expression => (_root as JsonataExpression)?.Query;

    /// <summary>The payload.</summary>
    /// <exception cref="StateFailure">An expression failed.</exception>
    public JsonValue Evaluate(QueryScope scope) => _root.Evaluate(scope);

    /// <summary>Compiles a template of a JSONPath state.</summary>
    /// <param name="template">The template as it stands in the definition.</param>
    /// <param name="onInvalid">Told the key of every field that holds neither a path nor an intrinsic function.</param>
    public static PayloadTemplate JsonPath(JsonValue template, Action<string> onInvalid) =>
        new(CompileJsonPath(template, onInvalid));

    /// <summary>Compiles a template of a JSONata state.</summary>
    /// <param name="template">The template as it stands in the definition.</param>
    /// <param name="field">Where it stands in its state, such as <c>Output</c> or <c>Choices[0]/Output</c>: the start of every location.</param>
    /// <param name="onInvalid">Told the location and the error of every expression that does not compile.</param>
    public static PayloadTemplate Jsonata(JsonValue template, string field, Action<string, QueryException> onInvalid) =>
        new(CompileJsonata(template, field, onInvalid));

    private static Node CompileJsonPath(JsonValue template, Action<string> onInvalid)
    {
        switch (template.Kind)
        {
            case JsonKind.Object:
                var (fixedMembers, dynamicMembers) = (new List<Member>(), new List<Member>());
                foreach (var (name, value) in template.AsObject())
                {
                    if (name.EndsWith(".$", StringComparison.Ordinal))
                    {
                        if (CompilePathMember(name, value, onInvalid) is { } member)
                        {
                            dynamicMembers.Add(member);
                        }
                    }
                    else
                    {
                        fixedMembers.Add(new Member(name, CompileJsonPath(value, onInvalid)));
                    }
                }

                return Members([.. fixedMembers, .. HashOrder.Of(dynamicMembers, member => member.Name)], template);
            case JsonKind.Array:
                return Items([.. template.AsArray().Select(item => CompileJsonPath(item, onInvalid))], template);
            default:
                return new Constant(template);
        }
    }

    private static Member? CompilePathMember(string name, JsonValue value, Action<string> onInvalid)
    {
        try
        {
            if (value.IsString)
            {
                return new Member(name[..^2], new PathExpression(QueryCompiler.PathOrIntrinsic(value.AsString()), name));
            }
        }
        catch (QueryException)
        {
            // AWS names the field and not what is wrong in it.
        }

        onInvalid(name);
        return null;
    }

    private static Node CompileJsonata(JsonValue template, string field, Action<string, QueryException> onInvalid)
    {
        switch (template.Kind)
        {
            case JsonKind.Object:
                var members = new List<Member>();
                foreach (var (name, value) in template.AsObject())
                {
                    members.Add(new Member(name, CompileJsonata(value, Locations.Member(field, name), onInvalid)));
                }

                return Members(members, template);
            case JsonKind.Array:
                return Items(
                    [
                        .. template
                            .AsArray()
                            .Select((item, index) => CompileJsonata(item, Locations.Item(field, index), onInvalid)),
                    ],
                    template
                );
            case JsonKind.String when QueryCompiler.IsJsonata(template.AsString()):
                try
                {
                    return new JsonataExpression(QueryCompiler.Jsonata(template.AsString()), field);
                }
                catch (QueryException exception)
                {
                    onInvalid(field, exception);
                    return new Constant(template);
                }

            default:
                return new Constant(template);
        }
    }

    private static Node Members(IReadOnlyList<Member> members, JsonValue template) =>
        members.All(member => member.Value is Constant) ? new Constant(template) : new ObjectNode([.. members]);

    private static Node Items(Node[] items, JsonValue template) =>
        items.All(item => item is Constant) ? new Constant(template) : new ArrayNode(items);

    private abstract class Node
    {
        public virtual IEnumerable<string> Names => [];

        public abstract JsonValue Evaluate(QueryScope scope);
    }

    private sealed record Member(string Name, Node Value);

    private sealed class Constant(JsonValue value) : Node
    {
        public override IEnumerable<string> Names => value.IsObject ? value.AsObject().Names.ToArray() : [];

        public override JsonValue Evaluate(QueryScope scope) => value;
    }

    private sealed class PathExpression(Query query, string key) : Node
    {
        public override JsonValue Evaluate(QueryScope scope) =>
            scope.Work.Keep(QueryFailures.Evaluate(query, key, scope), scope.Root);
    }

    private sealed class JsonataExpression(Query query, string field) : Node
    {
        public Query Query { get; } = query;

        public override JsonValue Evaluate(QueryScope scope) =>
            scope.Work.Keep(QueryFailures.EvaluateJsonata(Query, field, scope), scope.Root);
    }

    private sealed class ObjectNode(Member[] members) : Node
    {
        public override IEnumerable<string> Names => members.Select(member => member.Name);

        public override JsonValue Evaluate(QueryScope scope)
        {
            var built = new JsonObjectBuilder(members.Length);
            foreach (var member in members)
            {
                built.Set(member.Name, member.Value.Evaluate(scope));
            }

            return built.Build();
        }
    }

    private sealed class ArrayNode(Node[] items) : Node
    {
        public override JsonValue Evaluate(QueryScope scope)
        {
            var built = new JsonArrayBuilder(items.Length);
            foreach (var item in items)
            {
                built.Add(item.Evaluate(scope));
            }

            return built.Build();
        }
    }
}
