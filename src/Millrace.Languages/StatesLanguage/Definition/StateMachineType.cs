namespace Millrace.Languages.StatesLanguage;

/// <summary>The two kinds of state machine; an Express one may not use callbacks, <c>.sync</c>, activities or distributed maps.</summary>
public enum StateMachineType
{
    Standard,
    Express,
}
