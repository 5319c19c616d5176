namespace Millrace.Languages.StatesLanguage;

/// <summary>Where something stands in a definition: <c>/States/Name/Field</c>. Every field remembers it, so it stays short.</summary>
internal static class Locations
{
    // Names of states have eighty characters at most; longer ones are in definitions that are refused.
    private const int NameCharactersMax = 80;

    // Some hundred levels of short names. What lies deeper is told by the place of what it lies in.
    private const int CharactersMax = 1_000;

    public static string Member(string parent, string name) =>
        parent.Length > CharactersMax ? parent
        : parent is "/" ? $"/{Shortened(name)}"
        : $"{parent}/{Shortened(name)}";

    public static string Item(string parent, int index) => parent.Length > CharactersMax ? parent : $"{parent}[{index}]";

    private static string Shortened(string name) =>
        name.Length > NameCharactersMax ? string.Concat(name.AsSpan(0, NameCharactersMax), "...") : name;
}
