namespace Millrace.Wire;

/// <summary>
/// The memory that the bodies of all requests together may hold, from their first bytes to their answers. What one connection may
/// have is bounded by the largest request; this bounds what many can make of that.
/// </summary>
/// <param name="bytesMax">Beyond it requests are refused until others are answered.</param>
public sealed class RequestMemory(long bytesMax)
{
    private long _held;

    /// <summary>Bytes that are held now, those of small bodies left out.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Whether so many bytes would be had, if nobody else took them meanwhile.</summary>
    public bool HasRoomFor(long bytes) => Held + bytes <= bytesMax;

    /// <summary>Takes so many bytes; false, and nothing is taken, when that would be too many.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= bytesMax)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _held, -bytes);
}
