namespace Millrace.Languages.EventPatterns;

/// <summary>A field that rules ask about.</summary>
/// <param name="path">Names joined by dots.</param>
/// <param name="number">Unique among the fields of one snapshot.</param>
internal sealed class RuleField(string path, int number)
{
    public string Path { get; } = path;

    public int Number { get; } = number;

    /// <summary>How many clauses of living rules ask about it. Only who changes the rules may read or write this.</summary>
    public int Clauses { get; set; }

    /// <summary>The names, UTF-8, from the outermost in.</summary>
    public IEnumerable<byte[]> Names => Path.Split('.').Select(Utf8Text.GetBytes);
}
