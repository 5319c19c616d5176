using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Nodes;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>The function a transform makes. Errors: T2011, T2012, T2013.</summary>
internal sealed class TransformFunction(TransformNode definition, Frame closure) : Callable
{
    private static readonly Signature Arguments = Signature.Parse("<(oa):o>");

    public override int Arity => 1;

    public override JsonValue[] Validate(JsonValue[] arguments, JsonValue context) => Arguments.Apply(arguments, context);

    public override JsonValue Run(JsonValue[] arguments, JsonValue context, Frame frame)
    {
        if (arguments[0].IsUndefined)
        {
            return default;
        }

        // Only objects of this copy are ever changed, and nobody else has seen them yet.
        var copied = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        var result = Cloning.Clone(Copy(arguments[0]), closure.Evaluation, copied);
        var matches = definition.Pattern.Evaluate(result, closure);
        if (matches.IsArray)
        {
            foreach (var match in matches.AsArray().Items)
            {
                Change(match, copied);
            }
        }
        else if (!matches.IsUndefined)
        {
            Change(matches, copied);
        }

        return result;
    }

    /// <summary>The copy by <c>$clone</c>, which an author may have replaced.</summary>
    private JsonValue Copy(JsonValue value)
    {
        var clone = closure.Lookup("clone");
        return clone.IsFunction
            ? Callable.Apply(clone, [value], JsonValue.Null, closure)
            : throw new JsonataException("T2013", default, definition.Position);
    }

    private void Change(JsonValue match, HashSet<JsonObject> copied)
    {
        var target = match.IsObject && copied.Contains(match.AsObject()) ? match.AsObject() : null;
        var update = definition.Update.Evaluate(match, closure);
        if (!update.IsUndefined)
        {
            if (!update.IsObject)
            {
                throw new JsonataException("T2011", update, definition.Update.Position);
            }

            target?.Become(Merged(target, update.AsObject(), copied));
        }

        if (definition.Delete is not null)
        {
            Remove(target, definition.Delete.Evaluate(match, closure));
        }
    }

    private JsonObject Merged(JsonObject target, JsonObject update, HashSet<JsonObject> copied)
    {
        closure.Evaluation.Charge(target.Count);
        var merged = new JsonObjectBuilder(target);
        foreach (var (name, value) in update)
        {
            // A copy, so that no object can come to contain itself.
            merged.Set(name, Cloning.Clone(value, closure.Evaluation, copied));
        }

        return merged.Build();
    }

    private void Remove(JsonObject? target, JsonValue names)
    {
        if (names.IsUndefined)
        {
            return;
        }

        var list = names.IsArray ? names.AsArray() : JsonArray.Of(names);
        if (!Casting.AreStrings(list))
        {
            throw new JsonataException("T2012", names, definition.Delete!.Position);
        }

        foreach (var name in list.Items)
        {
            closure.Evaluation.Charge(target?.Count ?? 0);
            target?.Become(target.Without(name.AsString()));
        }
    }
}
