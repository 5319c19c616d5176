using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata;

/// <summary>A function that expressions can call.</summary>
/// <remarks>
/// An implementation must be safe to call from several threads at once and must not wait for anything.
/// <para>Errors: S0401 and S0402 for a signature that is wrong.</para>
/// </remarks>
public sealed class JsonataFunction
{
    private readonly Lazy<Signature> _parsed;

    /// <param name="name">The name without the dollar.</param>
    /// <param name="signature">What arguments it takes, such as <c>&lt;s-n?:s&gt;</c>; see the README.</param>
    /// <param name="arity">How many arguments it is given when it is handed to <c>$map</c> and the like.</param>
    /// <param name="implementation">What it does.</param>
    public JsonataFunction(string name, string signature, int arity, JsonataImplementation implementation)
    {
        (Name, Signature, Arity, Implementation) = (name, signature, arity, implementation);
        _parsed = new Lazy<Signature>(() => Runtime.Signature.Parse(signature));
    }

    public string Name { get; }

    public string Signature { get; }

    public int Arity { get; }

    public JsonataImplementation Implementation { get; }

    internal Signature Parsed => _parsed.Value;
}
