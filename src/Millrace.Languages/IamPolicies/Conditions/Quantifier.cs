namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>How a condition looks at a key of several values.</summary>
internal enum Quantifier
{
    None,

    /// <summary>Every value must match; also true of none.</summary>
    ForAllValues,

    /// <summary>One value must match; false of none.</summary>
    ForAnyValue,
}
