namespace Millrace.Engine;

/// <summary>A frozen picture of one resource for a checkpoint; written on another thread while the resource lives on.</summary>
public interface IResourceImage
{
    /// <summary>Writes what <see cref="Resource.Restore"/> reads.</summary>
    void Write(BinaryWriter writer);
}
