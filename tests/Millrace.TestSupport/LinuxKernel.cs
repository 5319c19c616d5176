namespace Millrace.TestSupport;

/// <summary>What the system's kernel has.</summary>
public static class LinuxKernel
{
    /// <summary>Whether it knows slices of single threads. It goes by the version, so that where they must work a test does not pass by.</summary>
    public static bool HasSlices { get; } = OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(6, 12);
}
