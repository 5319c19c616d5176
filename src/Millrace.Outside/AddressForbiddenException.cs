using System.Net;

namespace Millrace.Outside;

/// <summary>The options forbid connecting to where a name leads; the text is for the operator alone.</summary>
internal sealed class AddressForbiddenException(string host, IPAddress address)
    : Exception($"{host} is at {address}, and the options under outside forbid deliveries to that address.");
