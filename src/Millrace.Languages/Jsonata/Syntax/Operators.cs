using System.Collections.Frozen;

namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>The operators and how strongly each binds what is to its left.</summary>
internal static class Operators
{
    // A symbol of strength 0 ends an expression and a name, but binds nothing.
    private static readonly FrozenDictionary<string, int> Strengths = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["."] = 75,
        ["["] = 80,
        ["("] = 80,
        ["@"] = 80,
        ["#"] = 80,
        ["{"] = 70,
        ["*"] = 60,
        ["/"] = 60,
        ["%"] = 60,
        ["+"] = 50,
        ["-"] = 50,
        ["&"] = 50,
        ["="] = 40,
        ["!="] = 40,
        ["<"] = 40,
        ["<="] = 40,
        [">"] = 40,
        [">="] = 40,
        ["in"] = 40,
        ["^"] = 40,
        ["~>"] = 40,
        ["?:"] = 40,
        ["??"] = 40,
        ["and"] = 30,
        ["or"] = 25,
        ["?"] = 20,
        [":="] = 10,
        [".."] = 0,
        ["**"] = 0,
        ["|"] = 0,
        ["]"] = 0,
        ["}"] = 0,
        [")"] = 0,
        [","] = 0,
        [":"] = 0,
        [";"] = 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The single characters that end a name.</summary>
    public const string Stops = ".[]{}(),@#;:?+-*/%|=<>^&!~";

    /// <summary>The operators of two characters.</summary>
    public static readonly string[] Doubles = ["..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"];

    public static bool Exists(string text) => Strengths.ContainsKey(text);

    public static int Strength(string text) => Strengths.GetValueOrDefault(text);
}
