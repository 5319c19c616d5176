using System.Security.Cryptography;

namespace Millrace.Engine.Embedded;

/// <summary>Everything the engine has from outside: a simulation hands in its own.</summary>
/// <param name="Disk">Where the store lies.</param>
/// <param name="Time">The clock and its timers.</param>
/// <param name="Facts">What the services record.</param>
/// <param name="Randomness">128 fresh bits; asked at a start, never in a turn.</param>
/// <param name="Dispatch">Runs a piece of work soon, outside all locks.</param>
public sealed record EngineEnvironment(
    IDisk Disk,
    TimeProvider Time,
    ServiceFacts Facts,
    Func<UInt128> Randomness,
    Action<IThreadPoolWorkItem> Dispatch
)
{
    /// <summary>What reaches the outside, by the kind of target it calls.</summary>
    public IReadOnlyDictionary<string, IHand> Hands { get; init; } = new Dictionary<string, IHand>(StringComparer.Ordinal);

    /// <summary>Who decides whether a call between services is allowed; null where authentication is off.</summary>
    public IAuthorizer? Authorizer { get; init; }

    /// <summary>A folder, the thread pool and the machine's randomness.</summary>
    public static EngineEnvironment OnThisMachine(string folder, TimeProvider time, ServiceFacts facts) =>
        new(
            new FileDisk(folder),
            time,
            facts,
            static () =>
            {
                Span<byte> bytes = stackalloc byte[16];
                RandomNumberGenerator.Fill(bytes);
                return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes);
            },
            static item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false)
        );
}
