using System.Text;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Tests;

/// <summary>Prometheus, Exposition formats: one broken line, and a collector takes nothing of the whole page.</summary>
public sealed class QueueSeriesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-series-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>No request comes so far with such a region any more; a store may hold a queue from when it did.</summary>
    [Fact]
    public async Task Whatever_is_in_an_ARN_stays_inside_its_label()
    {
        await using var engine = EmbeddedEngine.Open(
            EngineEnvironment.OnThisMachine(_folder.FullName, TimeProvider.System, ServiceFacts.Of([SqsService.Table])),
            new EngineOptions()
        );
        engine.Start();
        var created = await engine.ExecuteAsync<CreateQueue, Queue, CreateQueueRequest, CreateQueueResult>(
            new CreateQueueRequest { QueueName = "orders" },
            new Caller("000000000000", "a\"} 1\nb\\", "test", "http://localhost"),
            CancellationToken.None
        );
        Assert.Null(created.Error);

        var text = new StringBuilder();
        await QueueSeries.WriteAsync(engine, text);

        Assert.Contains(
            """
            millrace_sqs_messages_sent_total{queue="arn:aws:sqs:a\"} 1\nb\\:000000000000:orders"} 0
            """ + "\n",
            text.ToString(),
            StringComparison.Ordinal
        );
    }
}
