namespace Millrace.Languages.IamPolicies;

/// <summary>How much one policy document may ask for. Going over any of these makes it malformed.</summary>
public static class PolicyLimits
{
    /// <summary>
    /// Characters (UTF-16 units) of the document. AWS's largest are the 30,720 bytes of a topic's policy; services have quotas of
    /// their own below this.
    /// </summary>
    public const int CharactersMax = 65_536;

    /// <summary>Objects and lists inside each other; the language itself needs six.</summary>
    public const int DepthMax = 8;

    /// <summary>
    /// Characters of one name, pattern or value. An ARN has at most 2,048; a pattern of that length with wildcards is also what
    /// bounds the time a single comparison takes.
    /// </summary>
    public const int TextCharactersMax = 2_048;
}
