using System.Text.Json;

namespace Millrace.Languages.IamPolicies;

/// <summary>A Principal or NotPrincipal element.</summary>
/// <remarks>
/// Source: IAM User Guide, AWS JSON policy elements: Principal. Naming an account, by its twelve digits or its root ARN, delegates to
/// that account; only <c>*</c> is a wildcard.
/// </remarks>
internal sealed class PrincipalSet
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
    private bool _isEverybody;

    /// <summary>How many principals the element lists.</summary>
    public int Count { get; private set; }

    /// <summary>Reads <c>"*"</c> or an object of AWS, Service and Federated.</summary>
    /// <exception cref="MalformedPolicyException">It names somebody in a way that policies do not.</exception>
    public static PrincipalSet Read(JsonElement element)
    {
        var set = new PrincipalSet();
        if (element.ValueKind == JsonValueKind.String)
        {
            set.AddAws(PolicyReading.Text(element, "Principal"), onlyEverybody: true);
            return set;
        }

        PolicyReading.Demand(element.ValueKind == JsonValueKind.Object, "Principal is neither * nor an object.");
        foreach (var kind in element.EnumerateObject())
        {
            foreach (var name in PolicyReading.Texts(kind.Value, "Principal"))
            {
                set.Add(kind.Name, name);
            }
        }

        return set;
    }

    /// <summary>How this element names the caller.</summary>
    public PrincipalMatch Match(PolicyPrincipal principal)
    {
        if (_isEverybody || _names.Contains(principal.Name) || (principal.RoleArn is { } role && _names.Contains(role)))
        {
            return PrincipalMatch.Direct;
        }

        return principal.Account is { } account && _accounts.Contains(account) ? PrincipalMatch.ByAccount : PrincipalMatch.None;
    }

    private void Add(string kind, string name)
    {
        switch (kind)
        {
            case "AWS":
                AddAws(name, onlyEverybody: false);
                break;
            case "Service":
                PolicyReading.Demand(
                    PolicyPrincipal.IsServiceName(name),
                    $"'{name}' is not the name of a service, such as sns.amazonaws.com."
                );
                Add(name);
                break;
            case "Federated":
                PolicyReading.Demand(!name.AsSpan().ContainsAny('*', '?'), $"'{name}' is not an identity provider.");
                Add(name);
                break;
            default:
                throw new MalformedPolicyException($"A principal is AWS, Service or Federated, not '{kind}'.");
        }
    }

    private void AddAws(string name, bool onlyEverybody)
    {
        if (name == "*")
        {
            _isEverybody = true;
            Count++;
            return;
        }

        PolicyReading.Demand(!onlyEverybody, "Principal is neither * nor an object.");
        if (PolicyPrincipal.IsAccount(name))
        {
            _accounts.Add(name);
            Count++;
            return;
        }

        if (PolicyPrincipal.IsUniqueId(name))
        {
            Add(name);
            return;
        }

        var principal = PolicyPrincipal.Find(name);
        PolicyReading.Demand(
            principal?.Account is not null && !name.AsSpan().ContainsAny('*', '?'),
            $"'{name}' is not an account, nor the ARN of a root user, user, role or role session."
        );
        if (principal!.Kind == PolicyPrincipalKind.Root)
        {
            _accounts.Add(principal.Account!);
            Count++;
        }
        else
        {
            Add(name);
        }
    }

    private void Add(string name)
    {
        _names.Add(name);
        Count++;
    }
}
