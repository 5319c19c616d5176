namespace Millrace.Languages.EventPatterns;

/// <summary>Hands out numbers from 0 up, and those first that have come back.</summary>
internal sealed class NumberPool
{
    private readonly Stack<int> _returned = new();

    /// <summary>All numbers handed out are below this.</summary>
    public int End { get; private set; }

    public int Take() => _returned.TryPop(out var number) ? number : End++;

    public void Return(int number) => _returned.Push(number);
}
