using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>How the tenants of a queue fared for a while.</summary>
/// <param name="Dwell">The quiet tenants' messages, from send to receive.</param>
/// <param name="Flood">What the flooding tenant sent, in messages a second.</param>
/// <param name="Consumed">What was received and deleted, in messages a second.</param>
/// <param name="Backlog">Messages left in the queue.</param>
public sealed record TenantRound(LatencyHistogram Dwell, double Flood, double Consumed, long Backlog);
