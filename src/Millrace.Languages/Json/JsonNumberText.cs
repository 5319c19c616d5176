namespace Millrace.Languages.Json;

/// <summary>Marks a <see cref="JsonValue"/> as a number and holds its source text where that says more than the double.</summary>
internal sealed class JsonNumberText(string? text)
{
    public static readonly JsonNumberText None = new(null);

    public string? Text { get; } = text;
}
