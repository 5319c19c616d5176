using System.Globalization;
using System.Text;

namespace Millrace.Bench.Patterns;

/// <summary>Seeded events of the shape of San Francisco's city lots, made so that <see cref="CityLotRules"/> match exactly as often as they say.</summary>
/// <remarks>
/// Each kind of rule looks at a field of its own. Of such a field the events that a rule is to match are drawn first, and get a value
/// in the rule's class; the rest get values in no class. Where the polygons lie is drawn the same way.
/// <code>
/// {"type":"Feature",
///  "properties":{"MAPBLKLOT":…,"BLKLOT":…,"BLOCK_NUM":…,"LOT_NUM":…,"FROM_ST":…,"TO_ST":…,"STREET":…,"ST_TYPE":…,"ODD_EVEN":…},
///  "geometry":{"type":"Polygon","coordinates":[[{"x":…,"y":…,"z":0.0},…]],"firstCoordinates":{"x":…,"y":…,"z":0.0}}}
/// </code>
/// </remarks>
internal sealed class CityLots
{
    /// <summary>As many as the file had that event-ruler is measured with.</summary>
    public const int Count = 213_068;

    /// <summary>West of this lies what the third numeric rule asks for, east of it the fourth's.</summary>
    public const double Meridian = -122.42;

    public const double NorthOf = 37.74;
    public const double SouthOf = 37.78;

    private static readonly string[] _streetTypes = ["ST", "AVE", "BLVD", "DR", "CT", "WAY"];
    private static readonly string[] _otherStreets =
    [
        "UNKNOWN",
        "GEARY",
        "CLAY",
        "BRYANT",
        "CASTRO",
        "22ND",
        "PACIFIC",
        "TARAVAL",
        "ULLOA",
    ];

    private readonly Random _random;
    private readonly MemoryStream _bytes = new(Count * 900);
    private readonly int[] _ends = new int[Count];

    private CityLots(int seed) => _random = new Random(seed);

    public static CityLots Generate(int seed)
    {
        var lots = new CityLots(seed);
        lots.Write();
        return lots;
    }

    public long TotalBytes => _bytes.Length;

    /// <summary>One event, UTF-8.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.GetBuffer().AsSpan(start, _ends[index] - start);
        }
    }

    private void Write()
    {
        var mapBlockLot = Column(
            () => $"{_random.Next(4, 8)}{Digits(6)}",
            (1, () => "1430022"),
            (101, () => "2607117"),
            (35, () => "3751033"),
            (655, () => "0030001"),
            (1, () => "8475081")
        );
        var blockLot = Column(
            () => $"{_random.Next(4, 8)}{Digits(6)}",
            (24, () => $"1430{Digits(3)}"),
            (442, () => $"2607{Digits(3)}"),
            (38, () => $"3751{Digits(3)}"),
            (2387, () => $"0030{Digits(3)}"),
            (328, () => $"847{Digits(4)}")
        );
        var blockNumber = Column(
            () => $"{_random.Next(4, 8)}{Digits(2)}{_random.Next(3, 7)}",
            (490, () => $"143{Digits(1)}"),
            (713, () => $"2{Digits(1)}0{Digits(1)}7"),
            (43, () => $"92{Digits(1)}18"),
            (2540, () => $"3{Digits(1)}5{Digits(1)}2"),
            (1, () => "08B1A")
        );
        var lotNumber = Column(
            () => $"{Digits(2)}{_random.Next(2, 7)}",
            (17921, () => $"{Digits(2)}1"),
            (871, () => $"{Digits(1)}78"),
            (13, () => "097"),
            (1963, () => $"{Digits(2)}9"),
            (682, () => $"{Digits(1)}08")
        );
        var from = Column(
            () => Digits(_random.Next(1, 5)),
            (131, () => AnyCase("10Abc")),
            (211, () => AnyCase("22half")),
            (1758, () => AnyCase("rear")),
            (825, () => AnyCase("100a"))
        );
        var street = Column(
            () => _otherStreets[_random.Next(_otherStreets.Length)],
            (1910, () => "FULTON"),
            (22, () => "MOULTON"),
            (2657, () => "MASON"),
            (293, () => "MASONIC"),
            (2453, () => "NOE"),
            (1524, () => "NORIEGA"),
            (1560, () => "MONROE"),
            (4000, () => null)
        );
        var oddOrEven = Column(() => "O", (116_386, () => "E"), (15, () => "EO"), (1774, () => "OE"));
        var geometryType = Column(() => "Polygon", (120, () => "MultiPolygon"));
        var polygons = new CityLotPolygons(_random, Count);

        var text = new StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            text.Clear();
            text.Append("{\"type\":\"Feature\",\"properties\":{");
            Append(text, "MAPBLKLOT", mapBlockLot[i]).Append(',');
            Append(text, "BLKLOT", blockLot[i]).Append(',');
            Append(text, "BLOCK_NUM", blockNumber[i]).Append(',');
            Append(text, "LOT_NUM", lotNumber[i]).Append(',');
            Append(text, "FROM_ST", from[i]).Append(',');
            Append(text, "TO_ST", Digits(_random.Next(1, 5))).Append(',');
            Append(text, "STREET", street[i]).Append(',');
            Append(
                    text,
                    "ST_TYPE",
                    street[i] is null || _random.Next(8) == 0 ? null : _streetTypes[_random.Next(_streetTypes.Length)]
                )
                .Append(',');
            Append(text, "ODD_EVEN", oddOrEven[i]).Append("},\"geometry\":{");
            Append(text, "type", geometryType[i]).Append(",\"coordinates\":[[");
            var points = polygons.Points(i);
            text.AppendJoin(',', points.Select(Point)).Append("]],\"firstCoordinates\":").Append(Point(points[0])).Append("}}");

            _bytes.Write(Encoding.ASCII.GetBytes(text.ToString()));
            _ends[i] = (int)_bytes.Length;
        }
    }

    private string?[] Column(Func<string?> otherwise, params (int Count, Func<string?> Value)[] classes)
    {
        var column = new string?[Count];
        var order = Enumerable.Range(0, Count).ToArray();
        _random.Shuffle(order);
        var at = 0;
        foreach (var (count, value) in classes)
        {
            for (var i = 0; i < count; i++)
            {
                column[order[at++]] = value();
            }
        }

        while (at < Count)
        {
            column[order[at++]] = otherwise();
        }

        return column;
    }

    private string Digits(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{_random.Next((int)Math.Pow(10, count))}").PadLeft(count, '0');

    private string AnyCase(string text) => _random.Next(2) == 0 ? text.ToUpperInvariant() : text.ToLowerInvariant();

    private static StringBuilder Append(StringBuilder text, string name, string? value)
    {
        text.Append('"').Append(name).Append("\":");
        return value is null ? text.Append("null") : text.Append('"').Append(value).Append('"');
    }

    private static string Point((double X, double Y) point) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"x\":{point.X:R},\"y\":{point.Y:R},\"z\":0.0}}");
}
