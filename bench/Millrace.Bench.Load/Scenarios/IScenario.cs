namespace Millrace.Bench.Load.Scenarios;

/// <summary>One thing to measure. It starts its own servers and adds its rows to the report.</summary>
public interface IScenario
{
    /// <summary>The name on the command line and in the report.</summary>
    public string Name { get; }

    /// <summary>What is done, and which floor it is measured beside.</summary>
    public string Measures { get; }

    /// <exception cref="Client.LoadException">A wrong answer, or a server that failed: the scenario has no result.</exception>
    public void Run(LoadRun run);
}
