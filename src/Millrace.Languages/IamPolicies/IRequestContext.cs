namespace Millrace.Languages.IamPolicies;

/// <summary>What is known of a request besides who asks for what: the keys that conditions and variables name.</summary>
/// <remarks>Asked only for keys that a policy mentions, so an implementation need not make them all beforehand.</remarks>
public interface IRequestContext
{
    /// <summary>The values of a key, such as <c>aws:SourceIp</c>; none when the request has no such key.</summary>
    /// <param name="key">The key as a policy writes it: its case does not matter.</param>
    ContextValues Find(string key);
}
