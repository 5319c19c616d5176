namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>The place a parent operator reads and a step before it writes.</summary>
internal sealed class ParentSlot(string label)
{
    /// <summary>The variable that holds the parent. It starts with a sign no variable of an author can start with.</summary>
    public string Label { get; set; } = label;

    /// <summary>Steps still to go back to the one whose input is meant; 0 when it has been found.</summary>
    public int Level { get; set; } = 1;
}
