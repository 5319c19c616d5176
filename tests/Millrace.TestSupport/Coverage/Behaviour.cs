namespace Millrace.TestSupport.Coverage;

/// <summary>One thing a service is documented or recorded to do.</summary>
/// <param name="Statement">What it does, in a few words.</param>
/// <param name="Proofs">
/// The tests that show it, as <c>Class.Method</c> in any project under <c>tests/</c>, or <c>recorded test_name</c> for a case
/// recorded from AWS. None where it is not offered yet.
/// </param>
public sealed record Behaviour(string Statement, params string[] Proofs)
{
    /// <summary>What the page says of what nothing shows yet.</summary>
    public const string NotYet = "not yet";

    /// <summary>What the page says where there is no proof.</summary>
    public string Missing { get; init; } = NotYet;

    private const string Recorded = "recorded ";

    public bool IsCovered => Proofs.Length > 0;

    /// <summary>The proofs as the page shows them.</summary>
    public string Shown =>
        IsCovered
            ? string.Join(
                "; ",
                Proofs.Select(proof => proof.StartsWith(Recorded, StringComparison.Ordinal) ? Case(proof) : Test(proof))
            )
            : Missing;

    /// <summary>The recorded case a proof names, or null when it names a test.</summary>
    public static string? CaseOf(string proof) =>
        proof.StartsWith(Recorded, StringComparison.Ordinal) ? proof[Recorded.Length..] : null;

    private static string Case(string proof) => $"recorded: `{CaseOf(proof)}`";

    private static string Test(string proof)
    {
        var parts = proof.Split('.');
        return $"{parts[0][..^"Tests".Length]}: {parts[1].Replace('_', ' ')}";
    }
}
