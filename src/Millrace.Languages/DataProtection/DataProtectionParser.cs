using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Millrace.Languages.DataProtection;

/// <summary>Reads policies. Whatever is not of the language is refused by name.</summary>
internal static partial class DataProtectionParser
{
    /// <summary>What redacted text becomes.</summary>
    public const char NoCharacter = '\0';

    private const string Version = "2021-06-01";
    private const string IdentifierType = "data-identifier/";

    private static readonly JsonDocumentOptions _reading = new()
    {
        MaxDepth = DataProtectionLimits.PolicyDepthMax,
        AllowDuplicateProperties = false,
    };

    private static readonly SearchValues<char> _expressionCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_#=@/;,- ^$?[]{}|\\*+."
    );

    public static DataProtectionPolicy Parse(string json)
    {
        if (json.Length > DataProtectionLimits.PolicyCharactersMax)
        {
            throw new DataProtectionException($"the policy has more than {DataProtectionLimits.PolicyCharactersMax} characters");
        }

        try
        {
            using var document = JsonDocument.Parse(json, _reading);
            return Policy(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            // The latter two tell of half a surrogate pair, in the text or behind an escape.
            throw new DataProtectionException("failed to parse JSON");
        }
    }

    private static DataProtectionPolicy Policy(JsonElement policy)
    {
        var fields = Fields(policy, "the policy", "Name", "Description", "Version", "Configuration", "Statement");
        var name = Text(fields, "Name", "the policy");
        if (Text(fields, "Version", "the policy") != Version)
        {
            throw new DataProtectionException($"Version must be {Version}");
        }

        var custom = fields.TryGetValue("Configuration", out var configuration)
            ? CustomIdentifiers(configuration)
            : new Dictionary<string, DataIdentifier>(StringComparer.Ordinal);
        if (!fields.TryGetValue("Statement", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw new DataProtectionException("Statement must be a list of at least one statement");
        }

        List<ProtectionStatement> statements = [.. list.EnumerateArray().Select(statement => Statement(statement, custom))];
        return statements.Count(statement => statement.Operation == ProtectionOperation.Audit) > 1
            ? throw new DataProtectionException("only one statement can audit")
            : new DataProtectionPolicy(name, statements);
    }

    private static Dictionary<string, DataIdentifier> CustomIdentifiers(JsonElement configuration)
    {
        var fields = Fields(configuration, "Configuration", "CustomDataIdentifier");
        var identifiers = new Dictionary<string, DataIdentifier>(StringComparer.Ordinal);
        if (!fields.TryGetValue("CustomDataIdentifier", out var list))
        {
            return identifiers;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > DataProtectionLimits.CustomIdentifiersMax)
        {
            throw new DataProtectionException(
                $"CustomDataIdentifier must be a list of at most {DataProtectionLimits.CustomIdentifiersMax}"
            );
        }

        foreach (var entry in list.EnumerateArray())
        {
            var identifier = CustomIdentifier(Fields(entry, "CustomDataIdentifier", "Name", "Regex"));
            if (!identifiers.TryAdd(identifier.Name, identifier))
            {
                throw new DataProtectionException($"there are two custom data identifiers {identifier.Name}");
            }
        }

        return identifiers;
    }

    private static DataIdentifier CustomIdentifier(Dictionary<string, JsonElement> fields)
    {
        var name = Text(fields, "Name", "CustomDataIdentifier");
        if (
            name.Length is 0 or > DataProtectionLimits.CustomNameCharactersMax
            || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
        )
        {
            throw new DataProtectionException($"{name} is not a valid name of a custom data identifier");
        }

        if (ManagedIdentifiers.Find(name) is not null)
        {
            throw new DataProtectionException($"{name} is the name of a managed data identifier");
        }

        var expression = Text(fields, "Regex", "CustomDataIdentifier");
        if (
            expression.Length is 0 or > DataProtectionLimits.CustomExpressionCharactersMax
            || expression.AsSpan().ContainsAnyExcept(_expressionCharacters)
        )
        {
            throw new DataProtectionException($"the Regex of {name} is too long or has characters that are not supported");
        }

        try
        {
            if (RepetitionsIn(expression) <= DataProtectionLimits.CustomRepetitionsMax)
            {
                return new DataIdentifier(name, DataIdentifier.Expression(expression), isWhole: false);
            }
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            // Said below, like everything else that makes an expression useless.
        }

        throw new DataProtectionException($"the Regex of {name} is not valid or too complicated");
    }

    /// <summary>How often the counted parts of an expression may occur, all together.</summary>
    private static long RepetitionsIn(string expression)
    {
        var sum = 0L;
        foreach (Match repetition in Repetition().Matches(expression))
        {
            sum += int.TryParse(repetition.Groups["most"].Value, CultureInfo.InvariantCulture, out var most)
                ? most
                : DataProtectionLimits.CustomRepetitionsMax + 1;
        }

        return sum;
    }

    private static ProtectionStatement Statement(JsonElement statement, Dictionary<string, DataIdentifier> custom)
    {
        var fields = Fields(
            statement,
            "a statement",
            "Sid",
            "DataDirection",
            "Principal",
            "NoPrincipal",
            "DataIdentifier",
            "Operation"
        );
        var direction = Text(fields, "DataDirection", "a statement") switch
        {
            nameof(DataDirection.Inbound) => DataDirection.Inbound,
            nameof(DataDirection.Outbound) => DataDirection.Outbound,
            _ => throw new DataProtectionException("DataDirection must be Inbound or Outbound"),
        };
        if (fields.ContainsKey("Principal") == fields.ContainsKey("NoPrincipal"))
        {
            throw new DataProtectionException("a statement must have either Principal or NoPrincipal");
        }

        var isException = fields.ContainsKey("NoPrincipal");
        var principals = Texts(fields, isException ? "NoPrincipal" : "Principal");
        List<DataIdentifier> identifiers = [.. Texts(fields, "DataIdentifier").Select(name => Identifier(name, custom))];
        return Operation(
            fields,
            new ProtectionStatement(direction, principals, isException, identifiers, default, NoCharacter, 0, false, false)
        );
    }

    private static DataIdentifier Identifier(string name, Dictionary<string, DataIdentifier> custom)
    {
        if (custom.TryGetValue(name, out var own))
        {
            return own;
        }

        var at = name.IndexOf(IdentifierType, StringComparison.Ordinal);
        if (
            at < 0
            || !name.StartsWith("arn:", StringComparison.Ordinal)
            || !name[..at].Contains(":dataprotection:", StringComparison.Ordinal)
        )
        {
            throw new DataProtectionException($"there is no data identifier {name}");
        }

        return ManagedIdentifiers.Find(name[(at + IdentifierType.Length)..])
            ?? throw new DataProtectionException($"this server does not offer the managed data identifier {name}");
    }

    private static ProtectionStatement Operation(Dictionary<string, JsonElement> fields, ProtectionStatement statement)
    {
        if (!fields.TryGetValue("Operation", out var given))
        {
            throw new DataProtectionException("a statement must have an Operation");
        }

        var operation = Fields(given, "Operation", "Audit", "Deidentify", "Deny");
        if (operation.Count != 1)
        {
            throw new DataProtectionException("Operation must be one of Audit, Deidentify and Deny");
        }

        var (name, content) = operation.Single();
        switch (name)
        {
            case "Deny":
                Fields(content, "Deny");
                return statement with { Operation = ProtectionOperation.Deny };
            case "Audit":
                return Audit(content, statement);
            default:
                return Deidentify(content, statement);
        }
    }

    private static ProtectionStatement Audit(JsonElement content, ProtectionStatement statement)
    {
        var fields = Fields(content, "Audit", "SampleRate", "FindingsDestination", "NoFindingsDestination");
        if (statement.Direction != DataDirection.Inbound)
        {
            throw new DataProtectionException("Audit is for inbound messages only");
        }

        var rate = fields.TryGetValue("SampleRate", out var given) ? given.ToString() : "";
        if (
            !int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out var sampleRate)
            || sampleRate > DataProtectionLimits.SampleRateMax
        )
        {
            throw new DataProtectionException($"SampleRate must be 0 to {DataProtectionLimits.SampleRateMax}");
        }

        foreach (var destination in (ReadOnlySpan<string>)["FindingsDestination", "NoFindingsDestination"])
        {
            if (fields.TryGetValue(destination, out var destinations))
            {
                CheckDestinations(destinations, destination);
            }
        }

        return statement with
        {
            Operation = ProtectionOperation.Audit,
            SampleRate = sampleRate,
            ReportsFindings = fields.ContainsKey("FindingsDestination"),
            ReportsNothing = fields.ContainsKey("NoFindingsDestination"),
        };
    }

    private static void CheckDestinations(JsonElement destinations, string name)
    {
        foreach (var (kind, destination) in Fields(destinations, name, "CloudWatchLogs", "Firehose", "S3"))
        {
            var field = kind switch
            {
                "CloudWatchLogs" => "LogGroup",
                "Firehose" => "DeliveryStream",
                _ => "Bucket",
            };
            Text(Fields(destination, kind, field), field, kind);
        }
    }

    private static ProtectionStatement Deidentify(JsonElement content, ProtectionStatement statement)
    {
        var fields = Fields(content, "Deidentify", "MaskConfig", "RedactConfig");
        if (fields.Count != 1)
        {
            throw new DataProtectionException("Deidentify must have either MaskConfig or RedactConfig");
        }

        if (fields.TryGetValue("RedactConfig", out var redact))
        {
            Fields(redact, "RedactConfig");
            return statement with { Operation = ProtectionOperation.Redact };
        }

        var mask = Text(Fields(fields["MaskConfig"], "MaskConfig", "MaskWithCharacter"), "MaskWithCharacter", "MaskConfig");
        return mask is [>= ' ' and <= '~' and not '"' and not '\'' and not '\\']
            ? statement with
            {
                Operation = ProtectionOperation.Mask,
                MaskCharacter = mask[0],
            }
            : throw new DataProtectionException(
                "MaskWithCharacter must be one printable character of ASCII, and no quotation mark"
            );
    }

    /// <summary>The fields of an object, of which only these are known.</summary>
    private static Dictionary<string, JsonElement> Fields(JsonElement value, string name, params ReadOnlySpan<string> known)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new DataProtectionException($"{name} must be a JSON object");
        }

        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw new DataProtectionException($"{name} has an unknown field {field.Name}");
            }

            fields.Add(field.Name, field.Value);
        }

        return fields;
    }

    private static string Text(Dictionary<string, JsonElement> fields, string field, string name) =>
        fields.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new DataProtectionException($"{name} must have a text {field}");

    private static List<string> Texts(Dictionary<string, JsonElement> fields, string field)
    {
        if (
            !fields.TryGetValue(field, out var value)
            || value.ValueKind != JsonValueKind.Array
            || value.GetArrayLength() == 0
            || value.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String)
        )
        {
            throw new DataProtectionException($"{field} must be a list of at least one text");
        }

        return [.. value.EnumerateArray().Select(entry => entry.GetString()!)];
    }

    [GeneratedRegex("[{](?:[0-9]+,)?(?<most>[0-9]+),?[}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Repetition();
}
