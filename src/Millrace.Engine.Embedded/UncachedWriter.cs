using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Millrace.Engine.Embedded;

/// <summary>
/// Writes to a file past the system's cache (O_DIRECT): the disk takes the bytes from this process's memory, no page is allocated,
/// copied and written back for them. docs/decisions/0011-past-the-page-cache.md has the figures.
/// </summary>
/// <remarks>
/// Such writes are whole blocks from aligned memory. What lies before the bytes in their first block is kept, what lies behind them in
/// their last block is written as zeros: this is for files that are written from front to back, by one thread at a time. A flush is still
/// needed; it is the device's cache that it empties.
/// <para>Source: open(2), "O_DIRECT".</para>
/// </remarks>
internal sealed class UncachedWriter : IDisposable
{
    /// <summary>What offsets, lengths and addresses are multiples of: the sectors of every disk divide it.</summary>
    public const int BlockBytes = 4096;

    /// <summary>The most that goes to the disk in one piece.</summary>
    private const int PieceBytes = 256 * 1024;

    private const int ReadWrite = 0x2;
    private const int CloseOnExec = 0x80000;
    private const int InvalidArgument = 22;

    // The writer's memory belongs to its thread: a journal and a keeper have one each, however many files they write.
    [ThreadStatic]
    private static byte[]? _memory;

    private readonly SafeFileHandle _handle;
    private byte[]? _lastBlock;
    private long _lastBlockAt = -1;

    private UncachedWriter(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens an existing file; null where the system, the processor or the file system has no such writes.</summary>
    /// <exception cref="IOException">It has, and the file cannot be opened.</exception>
    public static UncachedWriter? TryOpen(string path)
    {
        if (!OperatingSystem.IsLinux() || DirectFlag is not { } direct)
        {
            return null;
        }

        var descriptor = LibC.Open(path, ReadWrite | CloseOnExec | direct);
        if (descriptor < 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            return errno == InvalidArgument
                ? null
                : throw new IOException($"Cannot open {path} for writing past the cache (errno {errno}).");
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            // Some file systems take the flag and then refuse blocks of this size.
            RandomAccess.Read(handle, Memory[..BlockBytes], 0);
            return new UncachedWriter(handle);
        }
        catch (IOException failure) when (failure.HResult == InvalidArgument)
        {
            handle.Dispose();
            return null;
        }
    }

    /// <summary>Writes bytes at any offset; behind them, up to the end of their last block, the file then holds zeros.</summary>
    /// <exception cref="IOException">The disk refused; how much was written is unknown.</exception>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var start = offset - (offset % BlockBytes);
            var before = (int)(offset - start);
            var piece = bytes[..Math.Min(bytes.Length, PieceBytes - before)];
            var end = before + piece.Length;
            var blocks = Memory[..((end + BlockBytes - 1) / BlockBytes * BlockBytes)];
            if (before > 0)
            {
                CopyBlock(start, blocks[..BlockBytes]);
            }

            piece.CopyTo(blocks[before..]);
            blocks[end..].Clear();
            RandomAccess.Write(_handle, blocks, start);
            _lastBlock ??= new byte[BlockBytes];
            _lastBlockAt = start + blocks.Length - BlockBytes;
            blocks[^BlockBytes..].CopyTo(_lastBlock);

            bytes = bytes[piece.Length..];
            offset += piece.Length;
        }
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>O_DIRECT, which is not the same number everywhere; null where it is not known here.</summary>
    public static int? DirectFlag =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 0x4000,
            Architecture.Arm64 => 0x10000,
            _ => null,
        };

    private static unsafe Span<byte> Memory
    {
        get
        {
            _memory ??= GC.AllocateUninitializedArray<byte>(PieceBytes + BlockBytes, pinned: true);
            fixed (byte* at = _memory)
            {
                var skip = (int)((BlockBytes - ((nint)at % BlockBytes)) % BlockBytes);
                return _memory.AsSpan(skip, PieceBytes);
            }
        }
    }

    /// <summary>What the file holds in the block at an offset, which the next write begins inside of.</summary>
    private void CopyBlock(long at, Span<byte> into)
    {
        if (at == _lastBlockAt)
        {
            _lastBlock.CopyTo(into);
            return;
        }

        var read = RandomAccess.Read(_handle, into, at);
        into[read..].Clear();
    }
}
