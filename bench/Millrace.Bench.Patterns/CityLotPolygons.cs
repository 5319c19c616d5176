namespace Millrace.Bench.Patterns;

/// <summary>Where the lots lie: points such that the numeric rules and those over arrays match as often as they say.</summary>
internal sealed class CityLotPolygons
{
    // Of the first points, and of any points.
    private const int FirstWest = 148_948;
    private const int AnyWest = 149_446;
    private const int AnyEast = 64_368;
    private const int FirstInBelt = 127_053;
    private const int AnyInBelt = 127_485;

    /// <summary>Where two lots start.</summary>
    public const double Landmark = -122.51234567890123;

    /// <summary>120 lots start between this and a thousandth further east.</summary>
    public const double StripWest = -122.532;

    /// <summary>218 lots have a corner in the square from here to a thousandth further north and east; others have one beside it.</summary>
    public const double SquareWest = -122.552;
    public const double SquareSouth = 37.702;

    /// <summary>One lot has a corner here.</summary>
    public const double CornerX = -122.57123456789012;
    public const double CornerY = 37.71234567890123;

    private readonly Random _random;
    private readonly Role[] _roles;

    [Flags]
    private enum Role
    {
        None = 0,
        West = 1,
        AcrossMeridian = 2,
        InBelt = 4,
        AcrossBelt = 8,
        AtLandmark = 16,
        InStrip = 32,
        InSquare = 64,
        BesideSquare = 128,
        AtCorner = 256,
    }

    public CityLotPolygons(Random random, int count)
    {
        _random = random;
        _roles = new Role[count];
        Draw(Role.West, FirstWest, _ => true);
        Draw(Role.AcrossMeridian, AnyWest - FirstWest, role => !role.HasFlag(Role.West));
        Draw(Role.AcrossMeridian, AnyEast - (count - FirstWest), role => role.HasFlag(Role.West));
        Draw(Role.InBelt, FirstInBelt, _ => true);
        Draw(Role.AcrossBelt, AnyInBelt - FirstInBelt, role => !role.HasFlag(Role.InBelt));

        // The rest lie in the west and outside the belt, so that they change nothing of the above.
        Draw(Role.AtLandmark, 2, IsPlain);
        Draw(Role.InStrip, 120, IsPlain);
        Draw(Role.InSquare, 218, IsPlain);
        Draw(Role.BesideSquare, 500, IsPlain);
        Draw(Role.AtCorner, 1, IsPlain);

        static bool IsPlain(Role role) => role == Role.West;
    }

    /// <summary>The corners of a lot, the first of them again at the end.</summary>
    public (double X, double Y)[] Points(int index)
    {
        var role = _roles[index];
        var points = new (double X, double Y)[_random.Next(6, 15)];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (
                role.HasFlag(Role.West) ? Between(-122.50, CityLots.Meridian) : Between(CityLots.Meridian, -122.36),
                role.HasFlag(Role.InBelt) ? Between(CityLots.NorthOf, CityLots.SouthOf) : Between(CityLots.SouthOf, 37.83)
            );
        }

        if (role.HasFlag(Role.AcrossMeridian))
        {
            points[1].X = role.HasFlag(Role.West) ? Between(CityLots.Meridian, -122.36) : Between(-122.50, CityLots.Meridian);
        }

        if (role.HasFlag(Role.AcrossBelt))
        {
            points[2].Y = Between(CityLots.NorthOf, CityLots.SouthOf);
        }

        var squareX = Between(SquareWest, SquareWest + 0.001);
        var squareY = Between(SquareSouth, SquareSouth + 0.001);
        switch (role & ~(Role.West | Role.AcrossMeridian | Role.InBelt | Role.AcrossBelt))
        {
            case Role.AtLandmark:
                points[0].X = Landmark;
                break;
            case Role.InStrip:
                points[0].X = Between(StripWest, StripWest + 0.001);
                break;
            case Role.InSquare:
                points[1] = (squareX, squareY);
                break;
            case Role.BesideSquare:
                // In its columns and in its rows, but not in it.
                points[1].X = squareX;
                points[2].Y = squareY;
                break;
            case Role.AtCorner:
                points[3] = (CornerX, CornerY);
                break;
            default:
                break;
        }

        points[^1] = points[0];
        return points;
    }

    private void Draw(Role role, int count, Func<Role, bool> among)
    {
        var candidates = Enumerable.Range(0, _roles.Length).Where(index => among(_roles[index])).ToArray();
        _random.Shuffle(candidates);
        foreach (var index in candidates.AsSpan(0, count))
        {
            _roles[index] |= role;
        }
    }

    private double Between(double from, double to)
    {
        // Strictly between: the ends are the rules' own numbers.
        while (true)
        {
            var value = from + (_random.NextDouble() * (to - from));
            if (value > from && value < to)
            {
                return value;
            }
        }
    }
}
