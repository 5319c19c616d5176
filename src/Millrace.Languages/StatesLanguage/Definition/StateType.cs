namespace Millrace.Languages.StatesLanguage;

/// <summary>The eight kinds of state, in the order AWS lists them in its diagnostics.</summary>
public enum StateType
{
    Task,
    Wait,
    Pass,
    Succeed,
    Fail,
    Choice,
    Parallel,
    Map,
}
