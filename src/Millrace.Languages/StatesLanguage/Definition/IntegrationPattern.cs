namespace Millrace.Languages.StatesLanguage;

/// <summary>When the task of a service integration is done. Source: Developer Guide, service integration patterns.</summary>
public enum IntegrationPattern
{
    /// <summary>When the service has answered.</summary>
    RequestResponse,

    /// <summary>When the job that the call started has ended (<c>.sync</c>).</summary>
    Sync,

    /// <summary>As <see cref="Sync"/>, with the job's output as JSON rather than text (<c>.sync:2</c>).</summary>
    Sync2,

    /// <summary>When somebody returns the task's token (<c>.waitForTaskToken</c>).</summary>
    WaitForTaskToken,
}
