namespace Millrace.Simulation.Model;

/// <summary>
/// What a setting of a queue may be: the last value that was acknowledged, and each that was asked for since and never answered.
/// </summary>
internal sealed class PossibleValues(int first)
{
    private readonly List<int?> _asked = [first];

    /// <summary>A moment to look back to; see <see cref="Since"/>.</summary>
    public int Mark { get; private set; }

    /// <summary>A value is asked for; the number by which its answer is told.</summary>
    public int Ask(int value)
    {
        _asked.Add(value);
        return _asked.Count - 1;
    }

    /// <summary>It was set: no earlier one is possible any longer.</summary>
    public void Acknowledge(int number) => Mark = Math.Max(Mark, number);

    /// <summary>It was not set.</summary>
    public void Refuse(int number) => _asked[number] = null;

    /// <summary>Every value that was possible at some time from a moment on.</summary>
    public IEnumerable<int> Since(int mark) => _asked.Skip(mark).OfType<int>();

    /// <summary>Every value that is possible now.</summary>
    public IEnumerable<int> Now => Since(Mark);
}
