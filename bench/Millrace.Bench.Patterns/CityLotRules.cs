using System.Globalization;

namespace Millrace.Bench.Patterns;

/// <summary>Fourteen kinds of five rules each, and how often each rule matches among all <see cref="CityLots"/>.</summary>
/// <remarks>
/// Where event-ruler's own benchmark is known, the counts are its counts. The others (starts and ends without regard to case, and
/// anything-but with ignore-case and wildcards) follow from how the events are made.
/// </remarks>
internal static class CityLotRules
{
    private static readonly string _meridian = Show(CityLots.Meridian);

    public static RuleKind[] Kinds { get; } =
    [
        new(
            "exact",
            1.7,
            [
                (1, Property("MAPBLKLOT", "\"1430022\"")),
                (101, Property("MAPBLKLOT", "\"2607117\"")),
                (35, Property("MAPBLKLOT", "\"3751033\"")),
                (655, Property("MAPBLKLOT", "\"0030001\"")),
                (1, Property("MAPBLKLOT", "\"8475081\"")),
            ]
        ),
        new(
            "prefix",
            1.7,
            [
                (24, Property("BLKLOT", """{"prefix":"1430"}""")),
                (442, Property("BLKLOT", """{"prefix":"2607"}""")),
                (38, Property("BLKLOT", """{"prefix":"3751"}""")),
                (2387, Property("BLKLOT", """{"prefix":"0030"}""")),
                (328, Property("BLKLOT", """{"prefix":"847"}""")),
            ]
        ),
        new(
            "prefix ignore-case",
            1.7,
            [
                (1910, Property("STREET", """{"prefix":{"equals-ignore-case":"fult"}}""")),
                (2950, Property("STREET", """{"prefix":{"equals-ignore-case":"mason"}}""")),
                (293, Property("STREET", """{"prefix":{"equals-ignore-case":"MasonI"}}""")),
                (3977, Property("STREET", """{"prefix":{"equals-ignore-case":"no"}}""")),
                (22, Property("STREET", """{"prefix":{"equals-ignore-case":"moul"}}""")),
            ]
        ),
        new(
            "suffix",
            1.7,
            [
                (17921, Property("LOT_NUM", """{"suffix":"1"}""")),
                (871, Property("LOT_NUM", """{"suffix":"78"}""")),
                (13, Property("LOT_NUM", """{"suffix":"097"}""")),
                (1963, Property("LOT_NUM", """{"suffix":"9"}""")),
                (682, Property("LOT_NUM", """{"suffix":"08"}""")),
            ]
        ),
        new(
            "suffix ignore-case",
            1.7,
            [
                (1932, Property("STREET", """{"suffix":{"equals-ignore-case":"ulton"}}""")),
                (2657, Property("STREET", """{"suffix":{"equals-ignore-case":"son"}}""")),
                (293, Property("STREET", """{"suffix":{"equals-ignore-case":"onic"}}""")),
                (4013, Property("STREET", """{"suffix":{"equals-ignore-case":"Oe"}}""")),
                (1524, Property("STREET", """{"suffix":{"equals-ignore-case":"iega"}}""")),
            ]
        ),
        new(
            "ignore-case",
            1.7,
            [
                (131, Property("FROM_ST", """{"equals-ignore-case":"10abC"}""")),
                (211, Property("FROM_ST", """{"equals-ignore-case":"22Half"}""")),
                (1758, Property("FROM_ST", """{"equals-ignore-case":"reaR"}""")),
                (825, Property("FROM_ST", """{"equals-ignore-case":"100A"}""")),
                (116_386, Property("ODD_EVEN", """{"equals-ignore-case":"e"}""")),
            ]
        ),
        new(
            "wildcard",
            1.2,
            [
                (490, Property("BLOCK_NUM", """{"wildcard":"143*"}""")),
                (713, Property("BLOCK_NUM", """{"wildcard":"2*0*7"}""")),
                (43, Property("BLOCK_NUM", """{"wildcard":"*2*18"}""")),
                (2540, Property("BLOCK_NUM", """{"wildcard":"3*5*2"}""")),
                (1, Property("BLOCK_NUM", """{"wildcard":"*B*A"}""")),
            ]
        ),
        new(
            "numeric",
            1.2,
            [
                (2, First("x", Numeric("=", CityLotPolygons.Landmark))),
                (120, First("x", Thousandth(CityLotPolygons.StripWest))),
                (148_948, First("x", $$"""{"numeric":["<",{{_meridian}}]}""")),
                (64_120, First("x", $$"""{"numeric":[">=",{{_meridian}}]}""")),
                (127_053, First("y", Numeric(">", CityLots.NorthOf, "<", CityLots.SouthOf))),
            ]
        ),
        new(
            "anything-but",
            1.2,
            [
                (211_158, Property("STREET", """{"anything-but":["FULTON"]}""")),
                (210_411, Property("STREET", """{"anything-but":["MASON"]}""")),
                (96_682, Property("ODD_EVEN", """{"anything-but":["E"]}""")),
                (120, Geometry("""{"type":[{"anything-but":["Polygon"]}]}""")),
                (210_615, Property("STREET", """{"anything-but":["NOE"]}""")),
            ]
        ),
        new(
            "anything-but ignore-case",
            1.2,
            [
                (211_158, Property("STREET", """{"anything-but":{"equals-ignore-case":["Fulton"]}}""")),
                (210_411, Property("STREET", """{"anything-but":{"equals-ignore-case":["Mason"]}}""")),
                (96_682, Property("ODD_EVEN", """{"anything-but":{"equals-ignore-case":["e"]}}""")),
                (120, Geometry("""{"type":[{"anything-but":{"equals-ignore-case":["polygon"]}}]}""")),
                (210_615, Property("STREET", """{"anything-but":{"equals-ignore-case":["Noe"]}}""")),
            ]
        ),
        new(
            "anything-but prefix",
            1.2,
            [
                (211_158, Property("STREET", """{"anything-but":{"prefix":"FULT"}}""")),
                (210_118, Property("STREET", """{"anything-but":{"prefix":"MASON"}}""")),
                (96_667, Property("ODD_EVEN", """{"anything-but":{"prefix":"E"}}""")),
                (120, Geometry("""{"type":[{"anything-but":{"prefix":"Poly"}}]}""")),
                (209_091, Property("STREET", """{"anything-but":{"prefix":"NO"}}""")),
            ]
        ),
        new(
            "anything-but suffix",
            1.2,
            [
                (211_136, Property("STREET", """{"anything-but":{"suffix":"ULTON"}}""")),
                (210_411, Property("STREET", """{"anything-but":{"suffix":"SON"}}""")),
                (94_908, Property("ODD_EVEN", """{"anything-but":{"suffix":"E"}}""")),
                (0, Geometry("""{"type":[{"anything-but":{"suffix":"olygon"}}]}""")),
                (209_055, Property("STREET", """{"anything-but":{"suffix":"OE"}}""")),
            ]
        ),
        new(
            "anything-but wildcard",
            1.2,
            [
                (211_136, Property("STREET", """{"anything-but":{"wildcard":"*ULTON"}}""")),
                (210_118, Property("STREET", """{"anything-but":{"wildcard":"MASON*"}}""")),
                (94_893, Property("ODD_EVEN", """{"anything-but":{"wildcard":"*E*"}}""")),
                (120, Geometry("""{"type":[{"anything-but":{"wildcard":"P*n"}}]}""")),
                (209_055, Property("STREET", """{"anything-but":{"wildcard":"*OE"}}""")),
            ]
        ),
        new(
            "arrays",
            0.5,
            [
                (218, Corner(Thousandth(CityLotPolygons.SquareWest), Thousandth(CityLotPolygons.SquareSouth))),
                (1, Corner(Numeric("=", CityLotPolygons.CornerX), Numeric("=", CityLotPolygons.CornerY))),
                (149_446, Corner($$"""{"numeric":["<",{{_meridian}}]}""", """{"numeric":[">",37]}""")),
                (64_368, Corner($$"""{"numeric":[">=",{{_meridian}}]}""", """{"numeric":[">",37]}""")),
                (127_485, Corner("""{"numeric":["<",0]}""", Numeric(">", CityLots.NorthOf, "<", CityLots.SouthOf))),
            ]
        ),
    ];

    /// <summary>Nine kinds at once.</summary>
    public static RuleKind Combination { get; } =
        new(
            "combination of 45",
            0.3,
            [
                .. new[]
                {
                    "exact",
                    "prefix",
                    "suffix",
                    "ignore-case",
                    "wildcard",
                    "numeric",
                    "anything-but",
                    "anything-but prefix",
                    "arrays",
                }.SelectMany(name => Kinds.Single(kind => kind.Name == name).Rules),
            ]
        );

    private static string Thousandth(double from) => Numeric(">", from, "<", from + 0.001);

    private static string Property(string name, string entry) => $$$"""{"properties":{"{{{name}}}":[{{{entry}}}]}}""";

    private static string Geometry(string fields) => $$"""{"geometry":{{fields}}}""";

    private static string First(string axis, string entry) =>
        Geometry($$$"""{"firstCoordinates":{"{{{axis}}}":[{{{entry}}}]}}""");

    private static string Corner(string x, string y) =>
        Geometry($$$"""{"coordinates":{"x":[{{{x}}}],"y":[{{{y}}}],"z":[{"numeric":["=",0]}]}}""");

    private static string Numeric(string operation, double bound) => $$"""{"numeric":["{{operation}}",{{Show(bound)}}]}""";

    private static string Numeric(string lower, double low, string upper, double high) =>
        $$"""{"numeric":["{{lower}}",{{Show(low)}},"{{upper}}",{{Show(high)}}]}""";

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
