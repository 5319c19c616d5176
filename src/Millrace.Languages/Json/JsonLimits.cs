namespace Millrace.Languages.Json;

/// <summary>What a JSON text may not exceed. The caller bounds its length; these bound its shape.</summary>
public sealed record JsonLimits
{
    /// <summary>The defaults, which are those of the JSON library most Java services read with.</summary>
    public static JsonLimits Default { get; } = new();

    /// <summary>Arrays and objects inside one another, for reading and for writing. It also bounds the stack both use.</summary>
    public int DepthMax { get; init; } = 1000;

    /// <summary>Characters of one number.</summary>
    public int NumberCharactersMax { get; init; } = 1000;
}
