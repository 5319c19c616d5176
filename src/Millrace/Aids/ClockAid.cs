using System.Globalization;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Millrace.Engine.Embedded;

namespace Millrace.Aids;

/// <summary>Reads the clock, and moves it forward.</summary>
internal sealed class ClockAid(EmbeddedEngine engine, MovableClock clock, bool isMovable) : IDisposable
{
    private const int BodyBytesMax = 1_024;

    /// <summary>A leap year; whatever is kept by time is gone long before.</summary>
    private static readonly TimeSpan _furthest = TimeSpan.FromDays(366);

    /// <summary>What a step sets off is waited for, but not for ever: a call to the outside may hang.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    public void Dispose() => _oneAtATime.Dispose();

    public Task ShowAsync(HttpContext context)
    {
        new AidQuery(context.Request).RefuseOthers();
        return WriteAsync(context);
    }

    /// <summary>
    /// Moves the clock from one thing that is due to the next, each with all that follows from it, up to the time that was asked for.
    /// </summary>
    public async Task MoveAsync(HttpContext context)
    {
        if (!isMovable)
        {
            throw new AidRefusedException(403, "ClockNotMovable", "The clock cannot be moved: set aids.clock to true.");
        }

        new AidQuery(context.Request).RefuseOthers();
        var move = await ReadAsync(context);
        await _oneAtATime.WaitAsync(context.RequestAborted);
        try
        {
            var until = move.Until(clock.GetUtcNow());
            while (clock.Step(until))
            {
                await engine.QuietAsync(_patience, context.RequestAborted);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }

        await WriteAsync(context);
    }

    private Task WriteAsync(HttpContext context) =>
        AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.Time("now", clock.GetUtcNow());
                writer.Time("machine", clock.MachineTime);
                writer.WriteNumber("aheadSeconds", Math.Round(clock.Ahead.TotalSeconds, 3));
                writer.WriteBoolean("movable", isMovable);
            }
        );

    private static async Task<Move> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new AidRefusedException(415, "UnsupportedMediaType", "Send the move as application/json.");
        }

        var body = new byte[BodyBytesMax + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false);
        if (length > BodyBytesMax)
        {
            throw new AidRefusedException(413, "TooLarge", $"A move has at most {BodyBytesMax} bytes.");
        }

        try
        {
            using var document = JsonDocument.Parse(
                body.AsMemory(0, length),
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            return Move.Of(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw Nonsense();
        }
    }

    private static AidRefusedException Nonsense() =>
        new(
            """A move is {"advance": "PT5M"}, {"advance": seconds} or {"to": "2030-01-01T00:00:00Z"}, forward by at most 366 days."""
        );

    /// <summary>How far to move: by a time, or to one.</summary>
    private readonly record struct Move(TimeSpan? By, DateTimeOffset? To)
    {
        public static Move Of(JsonElement move)
        {
            if (move.ValueKind != JsonValueKind.Object || move.GetPropertyCount() != 1)
            {
                throw Nonsense();
            }

            var property = move.EnumerateObject().Single();
            var result = property.Name switch
            {
                "advance" => new Move(Span(property.Value), null),
                "to" => new Move(null, Moment(property.Value)),
                _ => default,
            };
            return result.By is null && result.To is null ? throw Nonsense() : result;
        }

        /// <summary>Where the clock will stand.</summary>
        public DateTimeOffset Until(DateTimeOffset now)
        {
            var until = To ?? now + By!.Value;
            if (until < now)
            {
                throw new AidRefusedException("The clock is never moved backwards.");
            }

            return until - now <= _furthest ? until : throw Nonsense();
        }

        private static TimeSpan? Span(JsonElement value)
        {
            try
            {
                return value.ValueKind switch
                {
                    JsonValueKind.Number
                        when value.TryGetDouble(out var seconds) && Math.Abs(seconds) <= _furthest.TotalSeconds =>
                        TimeSpan.FromSeconds(seconds),
                    JsonValueKind.String => XmlConvert.ToTimeSpan(value.GetString()!) is var span && span.Duration() <= _furthest
                        ? span
                        : null,
                    _ => null,
                };
            }
            catch (Exception failure) when (failure is FormatException or OverflowException)
            {
                return null;
            }
        }

        private static DateTimeOffset? Moment(JsonElement value) =>
            value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(
                value.GetString(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var moment
            )
                ? moment
                : null;
    }
}
