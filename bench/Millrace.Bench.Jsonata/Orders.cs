using Millrace.Languages.Json;

namespace Millrace.Bench.Jsonata;

/// <summary>The data: one order with a hundred items, about eight kilobytes, always the same.</summary>
internal static class Orders
{
    private const int Items = 100;

    public static JsonValue Generate()
    {
        var items = Enumerable
            .Range(0, Items)
            .Select(i =>
                (JsonValue)
                    JsonObject.Of(
                        ("sku", $"SKU-{i * 7919 % 1000:000}"),
                        ("price", 1 + (i * 37 % 100) + 0.25),
                        ("quantity", 1 + (i % 5)),
                        ("status", i % 3 == 0 ? "closed" : "open")
                    )
            );
        var address = JsonObject.Of(("street", "1 Townsend"), ("city", "San Francisco"), ("zip", 94107));
        var customer = JsonObject.Of(("name", "Ada"), ("tier", "gold"), ("address", address));
        var order = JsonObject.Of(("id", 4711), ("time", 1_774_781_107_000), ("total", 1_234_567.891), ("customer", customer));
        return JsonObject.Of(("order", order), ("items", JsonArray.From(items)));
    }
}
