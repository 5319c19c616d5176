namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>A part of a <see cref="DateTimePicture"/>: a component of the date, or text as it is.</summary>
internal sealed class DateTimePart(char component)
{
    /// <summary>The letter of the component; none for text.</summary>
    public char Component { get; } = component;

    public string? Literal { get; init; }

    /// <summary>How the component's name is written, or null when it is written as a number.</summary>
    public PictureCase? Names { get; init; }

    /// <summary>The second presentation modifier, such as o for ordinal.</summary>
    public char Modifier { get; init; }

    public int? WidthMax { get; init; }

    public IntegerPicture? Integer { get; set; }

    /// <summary>How many of its last digits a year is written with, or null for all.</summary>
    public int? YearDigits { get; set; }

    /// <summary>How many digits are read where more digits follow, or null for as many as there are.</summary>
    public int? ParseDigits { get; set; }

    public bool IsZone => Component is 'Z' or 'z';

    /// <summary>Whether the component is a number, which an integer picture can write.</summary>
    public bool IsInteger => "YMDdFWwXxHhmsf".Contains(Component, StringComparison.Ordinal);
}
