namespace Millrace.Engine.Embedded;

/// <summary>
/// The names of the resources that a partition forgot last, by their numbers: the journal still has facts about them, and whoever
/// reads those back wants to know about what.
/// </summary>
internal sealed class ForgottenNames
{
    private const int NamesMax = 1_000;

    private readonly Dictionary<uint, ResourceId> _names = [];
    private readonly Queue<uint> _order = new();

    public ResourceId? Find(uint number) => _names.TryGetValue(number, out var name) ? name : null;

    public void Add(uint number, ResourceId name)
    {
        if (number > 0 && _names.TryAdd(number, name))
        {
            _order.Enqueue(number);
            if (_order.Count > NamesMax)
            {
                _names.Remove(_order.Dequeue());
            }
        }
    }
}
