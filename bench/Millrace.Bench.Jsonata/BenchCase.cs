namespace Millrace.Bench.Jsonata;

/// <summary>One expression that is measured.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Expression">What is evaluated, on the data of <see cref="Orders"/>.</param>
internal sealed record BenchCase(string Name, string Expression)
{
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("compare a path", "order.customer.address.zip = 94107"),
        new(
            "concatenate texts",
            "$uppercase(order.customer.name) & ' of ' & order.customer.address.city & ' #' & $string(order.id)"
        ),
        new("construct an object", "{'id': order.id, 'city': order.customer.address.city, 'total': order.total}"),
        new("sum of 20", "$sum(items[[0..19]].(price * quantity))"),
        new("filter of 100", "items[price > 50 and status = 'open'].{'sku': sku, 'cost': price * quantity}"),
        new("map with a lambda", "$map(items, function($item, $i) { $item.price * $i })"),
        new("merge", "$merge([order, {'status': 'done', 'count': 3}])"),
        new("number picture", "$formatNumber(order.total, '#,##0.00')"),
        new("date picture, written", "$fromMillis(order.time, '[FNn], [D1o] [MNn] [Y0001] at [h]:[m01] [PN]')"),
        new("date picture, read", "$toMillis('2026-03-29 10:45:07', '[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]')"),
    ];
}
