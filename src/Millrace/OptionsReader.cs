using System.Collections;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Millrace.Authentication;
using Millrace.Wire;

namespace Millrace;

/// <summary>Reads the tree of options from a file, the environment and the command line; a name it does not know is refused.</summary>
public static class OptionsReader
{
    /// <summary>The file that is read when it is there and none is named.</summary>
    public const string DefaultFile = "millrace.json";

    private const string Prefix = "MILLRACE_";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new BooleanText(), new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Reads everything and checks it.</summary>
    /// <param name="file">The configuration file; null for the default one, which may be absent.</param>
    /// <param name="environment">Variables; those that begin with MILLRACE_ count, two underscores part the levels.</param>
    /// <param name="commandLine">Values by path, such as <c>server.port</c>.</param>
    /// <exception cref="OptionsException">Something is unknown or makes no sense; the message says what and where.</exception>
    public static MillraceOptions Read(string? file, IDictionary environment, IReadOnlyDictionary<string, string> commandLine)
    {
        var tree = ReadFile(file);
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !IsForTests(name))
            {
                Put(tree, name[Prefix.Length..].Split("__"), (string?)variable.Value ?? "", name);
            }
        }

        foreach (var (path, value) in commandLine)
        {
            Put(tree, path.Split('.'), value, path);
        }

        try
        {
            return Check(tree.Deserialize<MillraceOptions>(Json(environment)) ?? new MillraceOptions());
        }
        catch (JsonException failure)
        {
            throw new OptionsException($"MR1003: the configuration is not understood: {failure.Message}", failure);
        }
    }

    /// <summary>What was understood, for <c>--check</c>.</summary>
    public static string Describe(MillraceOptions options) =>
        JsonSerializer.Serialize(options, Json(new Dictionary<string, string>(StringComparer.Ordinal)));

    /// <summary>How the tree is read and written; secrets may be in variables of the environment.</summary>
    private static JsonSerializerOptions Json(IDictionary environment) =>
        new(_json) { Converters = { new SecretConverter(environment) } };

    private static MillraceOptions Check(MillraceOptions options)
    {
        Demand(options.Server.Port is >= 0 and <= 65535, "server.port", "is 0 to 65535 (0 picks a free port)");
        Demand(IPAddress.TryParse(options.Server.Bind, out _), "server.bind", "is an IP address, such as 127.0.0.1 or 0.0.0.0");
        var isOn = options.Authentication.Mode == AuthenticationMode.On;
        Demand(
            options.Server.IsOnLoopback || isOn || options.Server.AllowAnonymous,
            "server.bind",
            $"{options.Server.Bind} can be reached from other machines, and nothing is authenticated: set authentication.mode to On, or "
                + "server.allowAnonymous (--allow-anonymous) if that is meant"
        );
        Demand(
            !isOn || !options.Server.AllowAnonymous,
            "server.allowAnonymous",
            "contradicts authentication.mode On; what is to be open to everybody, a queue's policy can open"
        );
        if (AuthenticationCheck.Find(options.Authentication) is { } mistake)
        {
            Demand(false, mistake.Name, mistake.Rule);
        }

        Demand(HostNames.IsList(options.Server.HostNames), "server.hostNames", HostNames.Rule);
        Demand(options.Server.Data.Length > 0, "server.data", "names a folder");
        Demand(options.Server.RequestBytesMax is >= 2 << 20 and <= 1 << 30, "server.requestBytesMax", "is 2 MiB to 1 GiB");
        Demand(
            options.Server.RequestBytesInFlightMax >= options.Server.RequestBytesMax * 4,
            "server.requestBytesInFlightMax",
            "is at least four times server.requestBytesMax: a body that outgrows its place has two for a moment, each up to twice as long"
        );
        Demand(options.Server.ConnectionsMax >= 1, "server.connectionsMax", "is at least 1");
        Demand(options.Engine.Partitions is >= 1 and <= 1024, "engine.partitions", "is 1 to 1024");
        Demand(
            options.Engine.SegmentBytes is >= 8 << 20 and <= 1 << 30,
            "engine.segmentBytes",
            "is 8 MiB to 1 GiB: a segment holds the largest request whole"
        );
        Demand(options.Engine.CacheBytes is >= 8 << 20 and <= 1 << 30, "engine.cacheBytes", "is 8 MiB to 1 GiB");
        Demand(options.Engine.CheckpointBytes >= 1 << 20, "engine.checkpointBytes", "is at least 1 MiB");
        if (options.Limits.Sqs.FirstOutOfRange() is var (name, least, most))
        {
            Demand(false, "limits.sqs." + JsonNamingPolicy.CamelCase.ConvertName(name), $"is {least} to {most}");
        }

        if (options.Outside.FindMistake() is { } outside)
        {
            Demand(false, outside.Name, outside.Rule);
        }

        return options;
    }

    private static void Demand(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new OptionsException($"MR1003: the configuration makes no sense: {name} {rule}.");
        }
    }

    private static JsonObject ReadFile(string? file)
    {
        if (file is null && !File.Exists(DefaultFile))
        {
            return [];
        }

        try
        {
            var text = File.ReadAllText(file ?? DefaultFile);
            var node = JsonNode.Parse(
                text,
                new JsonNodeOptions { PropertyNameCaseInsensitive = true },
                new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                }
            );
            return node as JsonObject
                ?? throw new OptionsException($"MR1003: {file ?? DefaultFile} does not hold a JSON object.");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"MR1003: {file ?? DefaultFile} cannot be read: {failure.Message}", failure);
        }
    }

    private static void Put(JsonObject tree, string[] path, string value, string origin)
    {
        var at = tree;
        foreach (var step in path[..^1])
        {
            var name = NameIn(at, step);
            if (at[name] is not JsonObject next)
            {
                if (at[name] is not null)
                {
                    throw new OptionsException($"MR1003: {origin} names something inside {step}, which is a plain value.");
                }

                at[name] = next = [];
            }

            at = next;
        }

        at[NameIn(at, path[^1])] = value;
    }

    /// <summary>An environment variable is upper case; the name already in the tree, if any, wins.</summary>
    private static string NameIn(JsonObject tree, string name) =>
        tree.Select(property => property.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>Where tests find their data; see Millrace.TestSupport.</summary>
    private static bool IsForTests(string name) =>
        name is "MILLRACE_CONFORMANCE" or "MILLRACE_SEEDS" || name.StartsWith("MILLRACE_TEST_", StringComparison.Ordinal);

    /// <summary>Reads true and false also from the texts that environment and command line give.</summary>
    private sealed class BooleanText : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? bool.TryParse(reader.GetString(), out var value)
                    ? value
                    : throw new JsonException()
                : reader.GetBoolean();

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
            writer.WriteBooleanValue(value);
    }
}

/// <summary>The configuration is wrong; the message is for the operator.</summary>
public sealed class OptionsException : Exception
{
    public OptionsException() { }

    public OptionsException(string message)
        : base(message) { }

    public OptionsException(string message, Exception inner)
        : base(message, inner) { }
}
