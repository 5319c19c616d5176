namespace Millrace.Engine.Embedded;

/// <summary>The journal cannot be what this program wrote. The start stops here rather than go on with half the truth.</summary>
public sealed class JournalDamagedException : IOException
{
    public JournalDamagedException() { }

    public JournalDamagedException(string message)
        : base(message) { }

    public JournalDamagedException(string message, Exception inner)
        : base(message, inner) { }

    /// <param name="file">The file's name.</param>
    /// <param name="offset">The byte at which it stops making sense.</param>
    /// <param name="what">What is wrong there.</param>
    public JournalDamagedException(string file, long offset, string what)
        : base(
            $"MR1001: the journal is damaged: {file} at offset {offset}: {what}. "
                + "Restore the file from a copy, or move the data folder aside to start empty; see docs/errors/MR1001.md."
        ) { }
}
