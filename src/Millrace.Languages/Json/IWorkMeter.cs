namespace Millrace.Languages.Json;

/// <summary>Counts the work that walking large values takes, and throws when it has been enough.</summary>
internal interface IWorkMeter
{
    public void Charge(long steps);
}
