namespace Millrace.Languages.StatesLanguage;

/// <summary>Whether the pause before a retry is drawn at random (FULL: between nothing and the whole interval).</summary>
public enum JitterStrategy
{
    None,
    Full,
}
