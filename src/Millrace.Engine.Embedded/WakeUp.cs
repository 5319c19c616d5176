namespace Millrace.Engine.Embedded;

/// <summary>One entry of a partition's schedule: a wait that ends, or a resource whose time comes.</summary>
/// <param name="At">When.</param>
/// <param name="Number">Tells apart what falls due at one time; the earlier made goes first.</param>
/// <param name="Entry">The resource.</param>
/// <param name="Parked">The request that waits on it no longer; null for the resource itself.</param>
internal sealed record WakeUp(DateTimeOffset At, long Number, ResourceEntry Entry, Parked? Parked)
{
    public static IComparer<WakeUp> Earliest { get; } =
        Comparer<WakeUp>.Create(
            static (one, other) => one.At != other.At ? one.At.CompareTo(other.At) : one.Number.CompareTo(other.Number)
        );
}
