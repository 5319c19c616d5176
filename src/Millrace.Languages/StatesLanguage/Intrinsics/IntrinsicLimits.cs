namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>The numbers of the intrinsic functions.</summary>
public static class IntrinsicLimits
{
    /// <summary>Calls inside one another. Source: Step Functions Developer Guide, "Intrinsic functions".</summary>
    public const int NestingMax = 10;

    /// <summary>Items of States.ArrayRange. Source: Developer Guide.</summary>
    public const int RangeItemsMax = 1_000;

    /// <summary>Characters of what States.Base64Encode, Base64Decode and Hash take. Source: Developer Guide.</summary>
    public const int EncodedCharactersMax = 10_000;

    /// <summary>Characters of an expression. Ours; a definition holds at most 1 MiB.</summary>
    public const int ExpressionCharactersMax = 10_000;

    /// <summary>Values and characters a call may produce. Ours, far above the 262,144 bytes of a payload.</summary>
    public const int ResultSizeMax = 16 * 1024 * 1024;
}
