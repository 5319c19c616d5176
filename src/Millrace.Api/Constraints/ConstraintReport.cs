using System.Globalization;
using System.Text;

namespace Millrace.Api;

/// <summary>Collects the constraints a request breaks, with the place of each, and renders them as AWS does.</summary>
/// <remarks>
/// A request that breaks nothing allocates nothing beyond the report. At most <see cref="ViolationsMax"/> violations are kept
/// and a shown value is cut at <see cref="ValueCharactersMax"/>, so that a hostile request does not cost an endless answer.
/// A check without a member is of the item or entry that was entered last.
/// </remarks>
public sealed class ConstraintReport
{
    /// <summary>The most violations that are kept; further ones are dropped.</summary>
    public const int ViolationsMax = 100;

    /// <summary>The longest part of a value that is shown.</summary>
    public const int ValueCharactersMax = 1024;

    private readonly List<Segment> _path = [];
    private List<ConstraintViolation>? _violations;

    /// <summary>True while nothing is broken.</summary>
    public bool IsEmpty => _violations is null;

    /// <summary>What is broken, in the order of the model's members.</summary>
    public IReadOnlyList<ConstraintViolation> Violations => _violations ?? [];

    /// <summary>
    /// The error the service answers with; null when it has none for these violations, because nothing is broken or because
    /// its operations check the rest themselves (<see cref="ConstraintStyle.MissingParameter"/>).
    /// </summary>
    public AwsError? ToError(ServiceModel service)
    {
        if (_violations is null)
        {
            return null;
        }

        if (service.ConstraintStyle == ConstraintStyle.ValidationException)
        {
            return service.ConstraintError.WithMessage(ValidationText());
        }

        var missing = _violations.Find(violation => violation.Kind == ConstraintKind.Required);
        return missing is null
            ? null
            : service.ConstraintError.WithMessage($"The request must contain the parameter {missing.QueryPath}.");
    }

    /// <summary>The text of a ValidationException: <c>2 validation errors detected: Value null at 'name' failed to …; Value …</c>.</summary>
    public string ValidationText()
    {
        var count = Violations.Count;
        var noun = count == 1 ? "error" : "errors";
        return $"{count} validation {noun} detected: {string.Join("; ", Violations)}";
    }

    /// <summary>A required member is absent.</summary>
    public void Missing(MemberSchema member) => Add(ConstraintKind.Required, member, null, "Member must not be null");

    public void Check(MemberSchema? member, string value, ValueConstraint constraint)
    {
        CheckLength(member, constraint, CodePoints(value), value);
        if (constraint.Pattern is { } pattern && !pattern.Matches(value))
        {
            Add(ConstraintKind.Pattern, member, value, constraint.PatternText);
        }

        if (constraint.Enum is { } allowed && !allowed.Contains(value))
        {
            Add(ConstraintKind.Enum, member, value, constraint.EnumText);
        }
    }

    public void Check(MemberSchema? member, Utf8Text value, ValueConstraint constraint)
    {
        var length = CodePoints(value.Span);
        if (length < constraint.Min || length > constraint.Max || constraint.Pattern is not null || constraint.Enum is not null)
        {
            Check(member, value.ToString(), constraint);
        }
    }

    public void Check(MemberSchema? member, double value, ValueConstraint constraint)
    {
        if (value < constraint.Min)
        {
            Add(ConstraintKind.Range, member, value.ToString("R", CultureInfo.InvariantCulture), constraint.MinValueText);
        }

        if (value > constraint.Max)
        {
            Add(ConstraintKind.Range, member, value.ToString("R", CultureInfo.InvariantCulture), constraint.MaxValueText);
        }
    }

    public void Check(MemberSchema? member, ReadOnlyMemory<byte> value, ValueConstraint constraint) =>
        CheckLength(member, constraint, value.Length, "java.nio.HeapByteBuffer");

    /// <summary>The number of items of a list or entries of a map.</summary>
    public void CheckCount<T>(MemberSchema? member, ICollection<T> items, ValueConstraint constraint)
    {
        if (items.Count < constraint.Min || items.Count > constraint.Max)
        {
            CheckLength(member, constraint, items.Count, Shown(items));
        }
    }

    /// <summary>Every item of a list of texts; one violation for all of them, as AWS reports it.</summary>
    public void CheckItems(MemberSchema? member, List<string> items, ValueConstraint constraint)
    {
        if (items.Exists(item => !Satisfies(item, constraint)))
        {
            Add(KindOf(constraint), member, Shown(items), $"Member must satisfy constraint: [{Describe(constraint)}]");
        }
    }

    /// <summary>Every key of a map.</summary>
    public void CheckKeys<T>(MemberSchema? member, Dictionary<string, T> entries, ValueConstraint constraint)
    {
        if (entries.Keys.Any(key => !Satisfies(key, constraint)))
        {
            Add(KindOf(constraint), member, Shown(entries), $"Map keys must satisfy constraint: [{Describe(constraint)}]");
        }
    }

    /// <summary>Every value of a map of texts.</summary>
    public void CheckValues(MemberSchema? member, Dictionary<string, string> entries, ValueConstraint constraint)
    {
        if (entries.Values.Any(value => !Satisfies(value, constraint)))
        {
            Add(KindOf(constraint), member, Shown(entries), $"Map value must satisfy constraint: [{Describe(constraint)}]");
        }
    }

    /// <summary>Goes into a member; violations found before <see cref="Leave"/> are inside it.</summary>
    public void Enter(MemberSchema member) => _path.Add(new Segment(member, 0, null));

    /// <summary>Goes into an item of a list, counted from 0.</summary>
    public void EnterItem(int index) => _path.Add(new Segment(null, index, null));

    /// <summary>Goes into the value of a map's entry.</summary>
    public void EnterEntry(string key) => _path.Add(new Segment(null, 0, key));

    /// <summary>Goes back out of what was entered last.</summary>
    public void Leave() => _path.RemoveAt(_path.Count - 1);

    private static bool Satisfies(string value, ValueConstraint constraint)
    {
        var length = CodePoints(value);
        return !(length < constraint.Min)
            && !(length > constraint.Max)
            && constraint.Pattern?.Matches(value) != false
            && constraint.Enum?.Contains(value) != false;
    }

    private static ConstraintKind KindOf(ValueConstraint constraint) =>
        constraint switch
        {
            { Enum: not null } => ConstraintKind.Enum,
            { Pattern: not null } => ConstraintKind.Pattern,
            _ => ConstraintKind.Length,
        };

    private static string Describe(ValueConstraint constraint)
    {
        var texts = new List<string>();
        AddIf(constraint.Max is not null, constraint.MaxLengthText);
        AddIf(constraint.Min is not null, constraint.MinLengthText);
        AddIf(constraint.Pattern is not null, constraint.PatternText);
        AddIf(constraint.Enum is not null, constraint.EnumText);
        return string.Join(", ", texts);

        void AddIf(bool applies, string text)
        {
            if (applies)
            {
                texts.Add(text);
            }
        }
    }

    private static string Shown<T>(IEnumerable<T> items)
    {
        var text = new StringBuilder("[");
        foreach (var item in items)
        {
            text.Append(text.Length == 1 ? "" : ", ").Append(item is string ? item : typeof(T).Name);
            if (text.Length > ValueCharactersMax)
            {
                break;
            }
        }

        return text.Append(']').ToString();
    }

    private static int CodePoints(string value)
    {
        var count = value.Length;
        foreach (var character in value)
        {
            count -= char.IsLowSurrogate(character) ? 1 : 0;
        }

        return count;
    }

    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var octet in utf8)
        {
            count += (octet & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    private void CheckLength(MemberSchema? member, ValueConstraint constraint, int length, string shown)
    {
        if (length < constraint.Min)
        {
            Add(ConstraintKind.Length, member, shown, constraint.MinLengthText);
        }

        if (length > constraint.Max)
        {
            Add(ConstraintKind.Length, member, shown, constraint.MaxLengthText);
        }
    }

    private void Add(ConstraintKind kind, MemberSchema? member, string? value, string bound)
    {
        _violations ??= [];
        if (_violations.Count < ViolationsMax)
        {
            var shown = value?.Length > ValueCharactersMax ? value[..ValueCharactersMax] + "..." : value;
            var isSensitive = (member ?? _path.FindLast(segment => segment.Member is not null).Member)?.IsSensitive == true;
            _violations.Add(
                new ConstraintViolation(
                    kind,
                    ValidationPath(member),
                    QueryPath(member),
                    isSensitive ? null : shown,
                    bound,
                    isSensitive
                )
            );
        }
    }

    private string ValidationPath(MemberSchema? member)
    {
        // Items and entries show their value as ".member", as the collections of AWS's own validation do.
        var parts = _path.ConvertAll(segment =>
            segment switch
            {
                { Member: { } entered } => LowerFirst(entered.Name),
                { Key: { } key } => key + ".member",
                _ => $"{segment.Index + 1}.member",
            }
        );
        return Joined(parts, member is null ? null : LowerFirst(member.Name));
    }

    private string QueryPath(MemberSchema? member)
    {
        var parts = _path.ConvertAll(segment =>
            segment.Member?.QueryName ?? segment.Key ?? (segment.Index + 1).ToString(CultureInfo.InvariantCulture)
        );
        return Joined(parts, member?.QueryName);
    }

    private static string Joined(List<string> parts, string? last)
    {
        if (last is not null)
        {
            parts.Add(last);
        }

        return string.Join('.', parts);
    }

    private static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private readonly record struct Segment(MemberSchema? Member, int Index, string? Key);
}
