namespace Millrace.Engine.Embedded;

/// <summary>Keeps a second server away from a data folder for as long as this one runs; the lock dies with the process.</summary>
public sealed class StoreLock : IDisposable
{
    // EWOULDBLOCK of the two, and ERROR_SHARING_VIOLATION. Any other failure (a disk that is full or may only be read) speaks for itself.
    private const int TakenOnLinux = 11;
    private const int TakenOnMac = 35;
    private const int TakenOnWindows = 32;

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="StoreInUseException">Another process holds the folder.</exception>
    public static StoreLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "lock");
        try
        {
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when ((failure.HResult & 0xFFFF) is TakenOnLinux or TakenOnMac or TakenOnWindows)
        {
            throw new StoreInUseException(
                $"MR1002: another server is running on the data folder {folder}. Stop it, or give this one a folder of its own "
                    + "with --data; see docs/errors/MR1002.md.",
                failure
            );
        }
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>The data folder belongs to a running server.</summary>
public sealed class StoreInUseException : IOException
{
    public StoreInUseException() { }

    public StoreInUseException(string message)
        : base(message) { }

    public StoreInUseException(string message, Exception inner)
        : base(message, inner) { }
}
