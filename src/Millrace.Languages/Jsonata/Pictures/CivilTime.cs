namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>A moment in the calendar, without a zone: for years far beyond those of the runtime's own type.</summary>
internal readonly struct CivilTime
{
    public const long DayMillis = 86_400_000;

    // What a JavaScript date holds: a hundred million days to either side of 1970.
    private const double MillisMax = 8.64e15;

    private readonly long _days;
    private readonly int _millis;

    public CivilTime(long millis)
    {
        _days = FloorDivide(millis, DayMillis);
        _millis = (int)(millis - (_days * DayMillis));
        (Year, Month, Day) = FromDays(_days);
    }

    public long Year { get; }

    /// <summary>1 to 12.</summary>
    public int Month { get; }

    public int Day { get; }

    public int Hour => _millis / 3_600_000;

    public int Minute => _millis / 60_000 % 60;

    public int Second => _millis / 1000 % 60;

    public int Millisecond => _millis % 1000;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public int Weekday => WeekdayOf(_days);

    public int DayOfYear => (int)(_days - ToDays(Year, 1, 1)) + 1;

    /// <summary>The week of the year, and the year it belongs to. Source: ISO 8601, the week of the first Thursday is the first.</summary>
    public (int Week, long Year) WeekOfYear
    {
        get
        {
            var year = Year;
            year +=
                _days >= FirstWeek(Year + 1, 1) ? 1
                : _days < FirstWeek(Year, 1) ? -1
                : 0;
            return ((int)((_days - FirstWeek(year, 1)) / 7) + 1, year);
        }
    }

    /// <summary>The week of the month and the month it belongs to, by the same rule.</summary>
    public (int Week, int Month) WeekOfMonth
    {
        get
        {
            var (year, month) = (Year, Month);
            var next = month == 12 ? (Year: year + 1, Month: 1) : (Year: year, Month: month + 1);
            if (_days >= FirstWeek(next.Year, next.Month))
            {
                (year, month) = next;
            }
            else if (_days < FirstWeek(year, month))
            {
                (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1);
            }

            return ((int)((_days - FirstWeek(year, month)) / 7) + 1, month);
        }
    }

    /// <summary>Whether a number of milliseconds since 1970 is a date at all.</summary>
    public static bool IsDate(double millis) => Math.Abs(millis) <= MillisMax;

    /// <summary>Days from 1970 to a date of the Gregorian calendar; months and days beyond their range run over.</summary>
    public static long ToDays(long year, long month, long day)
    {
        // Years from March on put the leap day at the end; an era of 400 years has 146,097 days.
        year += FloorDivide(month - 1, 12);
        month = month - 1 - (FloorDivide(month - 1, 12) * 12);
        var shifted = (month + 10) % 12;
        year -= shifted >= 10 ? 1 : 0;
        var era = FloorDivide(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = ((153 * shifted) + 2) / 5;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear + day - 1 - 719_468;
    }

    private static (long Year, int Month, int Day) FromDays(long days)
    {
        days += 719_468;
        var era = FloorDivide(days, 146_097);
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5)) + 1;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>The Monday of the week that holds the month's first Thursday.</summary>
    private static long FirstWeek(long year, int month)
    {
        var first = ToDays(year, month, 1);
        var weekday = WeekdayOf(first);
        return weekday > 4 ? first + 8 - weekday : first - weekday + 1;
    }

    // 1970 began on a Thursday.
    private static int WeekdayOf(long days) => (int)(days + 3 - (FloorDivide(days + 3, 7) * 7)) + 1;

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);
}
