using Millrace.Languages.IamPolicies;

namespace Millrace.Languages.Tests.IamPolicies;

/// <summary>A request context with the keys a test gives it.</summary>
internal sealed class Context(params (string Key, string[] Values)[] keys) : IRequestContext
{
    public static Context Empty { get; } = new();

    public static Context With(string key, params string[] values) => new((key, values));

    public ContextValues Find(string key)
    {
        foreach (var (name, values) in keys)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return new ContextValues(values);
            }
        }

        return default;
    }
}
