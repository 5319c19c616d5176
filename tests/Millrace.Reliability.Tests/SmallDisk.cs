using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>A disk of a few megabytes in memory, mounted for one test. Mounting takes root; without it there is none.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private static readonly Dictionary<string, string> _environment = [];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-small-disk-");

    private SmallDisk() { }

    public string Folder => _folder.FullName;

    /// <summary>Mounts one; null where that is not permitted.</summary>
    public static async Task<SmallDisk?> TryMountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        var mount = await ChildProcess.TryRunAsync(
            "mount",
            ["-t", "tmpfs", "-o", $"size={megabytes}m", "millrace-test", disk.Folder],
            _environment
        );
        if (mount is { ExitCode: 0 })
        {
            return disk;
        }

        disk._folder.Delete();
        return null;
    }

    /// <summary>Makes it larger under the running server, as an operator does with a volume.</summary>
    public async Task GrowAsync(int megabytes)
    {
        var mount = await ChildProcess.RunAsync("mount", ["-o", $"remount,size={megabytes}m", Folder], _environment);
        Assert.Equal(0, mount.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        var unmount = await ChildProcess.RunAsync("umount", [Folder], _environment);
        if (unmount.ExitCode != 0)
        {
            // Somebody still holds a file; the mount goes with the last of them.
            await ChildProcess.RunAsync("umount", ["--lazy", Folder], _environment);
        }

        _folder.Delete();
    }
}
