namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>A text: equal, equal but for case, or a pattern.</summary>
internal sealed class TextOperand : Operand
{
    private readonly PolicyText _text;
    private readonly bool _ignoreCase;

    private TextOperand(PolicyText text, bool ignoreCase)
    {
        _text = text;
        _ignoreCase = ignoreCase;
    }

    public static TextOperand Equal(string text, bool hasVariables) =>
        new(PolicyText.Compile(text, hasVariables, hasWildcards: false), ignoreCase: false);

    public static TextOperand EqualIgnoringCase(string text, bool hasVariables) =>
        new(PolicyText.Compile(text, hasVariables, hasWildcards: false), ignoreCase: true);

    public static TextOperand Like(string text, bool hasVariables) =>
        new(PolicyText.Compile(text, hasVariables), ignoreCase: false);

    public override bool Matches(string value, IRequestContext context) => _text.Matches(value, context, _ignoreCase);
}
