using System.Collections;
using Microsoft.Extensions.Logging;

namespace Millrace.Tests;

/// <summary>One tree of options from file, environment and command line; what it does not know it refuses.</summary>
public sealed class OptionsReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-options-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void With_nothing_given_the_server_listens_on_loopback_at_the_customary_port()
    {
        var options = Read();

        Assert.Equal(new MillraceOptions(), options);
        Assert.Equal("127.0.0.1", options.Server.Bind);
        Assert.Equal(4566, options.Server.Port);
    }

    [Theory]
    [InlineData("outside.timeoutSeconds", "0")]
    [InlineData("outside.allowedNetworks", "example.com")]
    [InlineData("outside.forbiddenNetworks", "10.0.0.0/33")]
    [InlineData("outside.firehose.endpoint", "firehose.example")]
    [InlineData("outside.firehose.accessKeyId", "", "outside.firehose.endpoint", "http://firehose.example")]
    [InlineData(
        "outside.firehose.secretAccessKey",
        "",
        "outside.firehose.endpoint",
        "http://x",
        "outside.firehose.accessKeyId",
        "AK"
    )]
    [InlineData("outside.smtp.from", "", "outside.smtp.host", "mail.example")]
    [InlineData("outside.smtp.port", "0", "outside.smtp.host", "mail.example")]
    [InlineData(
        "outside.smtp.security",
        "None",
        "outside.smtp.user",
        "a",
        "outside.smtp.host",
        "m",
        "outside.smtp.from",
        "a@b.c"
    )]
    [InlineData("outside.smtp.timeoutSeconds", "601", "outside.smtp.host", "m", "outside.smtp.from", "a@b.c")]
    [InlineData("outside.smtp.connectionsMax", "0", "outside.smtp.host", "m", "outside.smtp.from", "a@b.c")]
    public void What_makes_no_sense_of_what_leaves_the_machine_is_refused_by_name(
        string name,
        string value,
        params string[] others
    )
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value };
        for (var index = 0; index < others.Length; index += 2)
        {
            given[others[index]] = others[index + 1];
        }

        Assert.StartsWith(
            $"MR1003: the configuration makes no sense: {name} ",
            Assert.Throws<OptionsException>(() => Read(null, [], given)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Passwords_for_what_is_outside_are_read_and_not_shown()
    {
        var options = Read(
            null,
            new() { ["MILLRACE_OUTSIDE__SMTP__PASSWORD"] = "mail-s3cret" },
            new() { ["outside.firehose.secretAccessKey"] = "stream-s3cret" }
        );
        Assert.Equal("mail-s3cret", options.Outside.Smtp.Password.Reveal());
        Assert.Equal("stream-s3cret", options.Outside.Firehose.SecretAccessKey.Reveal());
        Assert.DoesNotContain("s3cret", OptionsReader.Describe(options), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Passwords_for_what_is_outside_may_be_in_a_variable()
    {
        var file = Write("""{ "outside": { "smtp": { "password": { "environment": "MAIL" } } } }""");
        var options = Read(file, new() { ["MAIL"] = "mail-s3cret" }, []);
        Assert.Equal("mail-s3cret", options.Outside.Smtp.Password.Reveal());
        Assert.Contains("\"environment\": \"MAIL\"", OptionsReader.Describe(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_wins_over_file_and_command_line_over_both()
    {
        var file = Write("""{ "server": { "port": 1, "data": "file", "bind": "127.0.0.2" } }""");

        var options = Read(
            file,
            new() { ["MILLRACE_SERVER__PORT"] = "2", ["MILLRACE_SERVER__DATA"] = "environment" },
            new() { ["server.port"] = "3" }
        );

        Assert.Equal(
            new ServerOptions
            {
                Port = 3,
                Data = "environment",
                Bind = "127.0.0.2",
            },
            options.Server
        );
    }

    [Fact]
    public void A_file_may_have_comments_and_commas_at_the_end()
    {
        var file = Write(
            """
            {
              // where
              "server": { "port": 8080, },
            }
            """
        );

        Assert.Equal(8080, Read(file).Server.Port);
    }

    [Fact]
    public void Upper_and_lower_case_are_the_same()
    {
        var file = Write("""{ "Server": { "PORT": 1, "data": "file" } }""");

        var options = Read(file, new() { ["MILLRACE_server__Port"] = "2" });

        Assert.Equal(2, options.Server.Port);
        Assert.Equal("file", options.Server.Data);
    }

    [Fact]
    public void Texts_of_the_environment_become_numbers_booleans_and_names()
    {
        var options = Read(
            environment: new()
            {
                ["MILLRACE_SERVER__ALLOWANONYMOUS"] = "True",
                ["MILLRACE_ENGINE__CHECKPOINTBYTES"] = "12345678901",
                ["MILLRACE_SERVER__HOSTNAMES"] = "queues.example.test, *.below.test",
                ["MILLRACE_LOG__LEVEL"] = "warning",
                ["MILLRACE_LOG__FORMAT"] = "json",
            }
        );

        Assert.True(options.Server.AllowAnonymous);
        Assert.Equal("queues.example.test, *.below.test", options.Server.HostNames);
        Assert.Equal(12_345_678_901, options.Engine.CheckpointBytes);
        Assert.Equal(new LogOptions { Level = LogLevel.Warning, Format = LogFormat.Json }, options.Log);
    }

    [Theory]
    [InlineData("""{ "sever": {} }""", "sever")]
    [InlineData("""{ "server": { "prot": 1 } }""", "prot")]
    [InlineData("""{ "engine": { "cacheBytes": 33554432, "cacheByte": 1 } }""", "cacheByte")]
    public void A_name_in_the_file_that_is_unknown_is_refused(string text, string name) =>
        AssertRefused(name, () => Read(Write(text)));

    [Theory]
    [InlineData("MILLRACE_PORT", "PORT")]
    [InlineData("MILLRACE_SERVER__PROT", "PROT")]
    [InlineData("MILLRACE_SERVER__PORT__HIGH", "SERVER.PORT")]
    [InlineData("MILLRACE_LIMITS__SQS__INFLIGHT", "INFLIGHT")]
    [InlineData("MILLRACE_LIMITS__SNS__INFLIGHTMAX", "SNS")]
    [InlineData("MILLRACE_SERVER__", "''")]
    [InlineData("MILLRACE_", "''")]
    public void A_name_in_the_environment_that_is_unknown_is_refused(string variable, string mention) =>
        AssertRefused(mention, () => Read(environment: new() { [variable] = "1" }));

    [Fact]
    public void A_variable_inside_a_plain_value_of_the_file_is_refused_by_its_own_name()
    {
        var file = Write("""{ "server": { "port": 1 } }""");

        AssertRefused("MILLRACE_SERVER__PORT__HIGH", () => Read(file, new() { ["MILLRACE_SERVER__PORT__HIGH"] = "1" }));
    }

    [Fact]
    public void Variables_of_other_programs_and_of_the_tests_mean_nothing_here()
    {
        var options = Read(
            environment: new()
            {
                ["PATH"] = "/bin",
                ["MILL"] = "wheel",
                ["MILLRACE_TEST_SEED"] = "1",
                ["MILLRACE_CONFORMANCE"] = "somewhere",
                ["MILLRACE_SEEDS"] = "elsewhere",
            }
        );

        Assert.Equal(new MillraceOptions(), options);
    }

    [Theory]
    [InlineData("server.port", "-1")]
    [InlineData("server.port", "65536")]
    [InlineData("server.port", "http")]
    [InlineData("server.port", "99999999999")]
    [InlineData("server.bind", "localhost")]
    [InlineData("server.bind", "")]
    [InlineData("server.data", "")]
    [InlineData("server.hostNames", "http://queues.example.test")]
    [InlineData("server.hostNames", "queues.example.test:4566")]
    [InlineData("server.hostNames", "queues.*.test")]
    [InlineData("server.allowAnonymous", "yes")]
    [InlineData("server.requestBytesMax", "1048576")]
    [InlineData("server.requestBytesMax", "1073741825")]
    [InlineData("server.requestBytesInFlightMax", "67108863")]
    [InlineData("server.connectionsMax", "0")]
    [InlineData("engine.partitions", "0")]
    [InlineData("engine.partitions", "1025")]
    [InlineData("engine.segmentBytes", "8388607")]
    [InlineData("engine.segmentBytes", "1073741825")]
    [InlineData("engine.cacheBytes", "8388607")]
    [InlineData("engine.cacheBytes", "1073741825")]
    [InlineData("engine.checkpointBytes", "1048575")]
    [InlineData("limits.sqs.inFlightMax", "0")]
    [InlineData("limits.sqs.inFlightMax", "many")]
    [InlineData("limits.sqs.purgeIntervalSeconds", "-1")]
    [InlineData("limits.sqs.messageBytesMax", "1048577")]
    [InlineData("limits.sqs.retentionSecondsMin", "0")]
    [InlineData("limits.sqs.xmlCharactersOnly", "perhaps")]
    [InlineData("log.level", "loud")]
    [InlineData("log.level", "99")]
    [InlineData("log.format", "xml")]
    public void A_value_that_makes_no_sense_is_refused_by_name(string path, string value) =>
        AssertRefused(path, () => Read(commandLine: new() { [path] = value }));

    [Theory]
    [InlineData("""{ "server": null }""", "server")]
    [InlineData("""{ "server": { "data": null } }""", "data")]
    [InlineData("""{ "server": { "port": null } }""", "port")]
    [InlineData("""{ "server": 5 }""", "server")]
    [InlineData("""{ "log": { "level": 99 } }""", "level")]
    [InlineData("""{ "server": { "port": 1 }, "Server": { "port": 2 } }""", "server")]
    [InlineData("""{ "server": { "port": 1, "port": 2 } }""", "port")]
    [InlineData("[]", "object")]
    [InlineData("null", "object")]
    [InlineData("{", "cannot be read")]
    [InlineData("", "cannot be read")]
    public void A_file_that_makes_no_sense_is_refused(string text, string mention) =>
        AssertRefused(mention, () => Read(Write(text)));

    [Fact]
    public void A_file_that_is_named_must_be_there() =>
        AssertRefused("absent.json", () => Read(Path.Combine(_folder.FullName, "absent.json")));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public void An_address_beyond_loopback_takes_anonymous_access_asked_for_by_name(string address)
    {
        AssertRefused("--allow-anonymous", () => Read(commandLine: new() { ["server.bind"] = address }));
        AssertRefused("authentication.mode", () => Read(commandLine: new() { ["server.bind"] = address }));

        var options = Read(commandLine: new() { ["server.bind"] = address, ["server.allowAnonymous"] = "true" });
        Assert.Equal(address, options.Server.Bind);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public void Every_address_of_loopback_will_do(string address) =>
        Assert.Equal(address, Read(commandLine: new() { ["server.bind"] = address }).Server.Bind);

    [Fact]
    public void What_is_described_is_the_whole_tree_and_is_understood_again()
    {
        var options = Read(
            environment: new() { ["MILLRACE_LOG__LEVEL"] = "Debug" },
            commandLine: new() { ["server.port"] = "77", ["engine.partitions"] = "3" }
        );

        var text = OptionsReader.Describe(options);

        Assert.Equal(options, Read(Write(text)));
        foreach (var branch in typeof(MillraceOptions).GetProperties().Select(property => property.PropertyType))
        {
            Assert.All(
                branch.GetProperties().Where(property => property.CanWrite),
                option => Assert.Contains($"\"{option.Name}\"", text, StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    private static void AssertRefused(string mention, Action read)
    {
        var refusal = Assert.Throws<OptionsException>(read);
        Assert.StartsWith("MR1003: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(mention, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static MillraceOptions Read(
        string? file = null,
        Dictionary<string, string>? environment = null,
        Dictionary<string, string>? commandLine = null
    ) => OptionsReader.Read(file, (IDictionary?)environment ?? new Hashtable(), commandLine ?? []);

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "options.json");
        File.WriteAllText(path, text);
        return path;
    }
}
