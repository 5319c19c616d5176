namespace Millrace.Languages.StatesLanguage;

/// <summary>Ends its scope with success.</summary>
public sealed class SucceedState : State
{
    public override StateType Type => StateType.Succeed;
}
