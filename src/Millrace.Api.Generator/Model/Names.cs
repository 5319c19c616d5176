using System.Collections.Generic;
using System.Text;

namespace Millrace.Api.Generator.Model;

/// <summary>AWS's names as C# names.</summary>
internal static class Names
{
    /// <summary>What every generated class already has.</summary>
    private static readonly HashSet<string> Taken =
    [
        "Check",
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "Read",
        "ReferenceEquals",
        "Schema",
        "Schemas",
        "ToString",
        "Write",
    ];

    /// <summary>A property: the first letter raised; <c>Member</c> is added to a name the class needs itself.</summary>
    public static string Property(string member, string structure)
    {
        var name = Upper(Identifier(member));
        return name == structure || Taken.Contains(name) ? name + "Member" : name;
    }

    /// <summary>A constant for a value of an enum: what no identifier may hold becomes an underscore.</summary>
    public static string Constant(string value, string enumeration)
    {
        var name = Upper(Identifier(value));
        return name == enumeration || name == "Values" || Taken.Contains(name) ? name + "Value" : name;
    }

    /// <summary>A C# text literal.</summary>
    public static string Literal(string? text) =>
        text is null ? "null" : Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Identifier(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            text.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text.ToString();
    }
}
