namespace Millrace.Engine.Embedded;

/// <summary>
/// A file with room set aside that one thread writes through with zeros, while another may end it and use it as far as it has come:
/// what is not written yet reads as zeros too, and only costs more to flush into.
/// </summary>
/// <param name="file">The file; closed at the end.</param>
/// <param name="bytes">Its length.</param>
internal sealed class ZeroedFile(IDiskFile file, int bytes)
{
    /// <summary>As much is written at a time.</summary>
    public const int PieceBytes = 128 * 1024;

    private static readonly byte[] _zeros = new byte[PieceBytes];

    private readonly Lock _gate = new();
    private int _written;
    private volatile bool _ended;

    /// <summary>
    /// Writes the next piece and flushes it, so that the flush of another file waits behind one piece at most; false when nothing is
    /// left to write.
    /// </summary>
    /// <exception cref="DiskFullException">The room that was set aside is not there; to be tried again.</exception>
    public bool WriteNext()
    {
        lock (_gate)
        {
            if (_ended || _written == bytes)
            {
                return false;
            }

            var piece = Math.Min(PieceBytes, bytes - _written);
            file.Write(_written, _zeros.AsSpan(0, piece));
            file.Flush();
            _written += piece;
            return true;
        }
    }

    /// <summary>Closes the file, after the piece being written just now; nothing is written to it from here on.</summary>
    public void End()
    {
        // Before the lock is free: the next piece is not begun then.
        _ended = true;
        lock (_gate)
        {
            file.Dispose();
        }
    }
}
