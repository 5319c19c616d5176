using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Millrace.Bench.Load.Floor;

/// <summary>
/// The floor under every request: Kestrel with nothing on top, one delegate that reads the body, parses all of it as JSON
/// and sends it back.
/// </summary>
/// <remarks>
/// "Parses" means what no reader of the members can leave out: every token is read, and the text of every string is
/// unescaped and copied. No member is turned into an object, nothing is looked up, nothing is stored.
/// <para>Errors: a body that is no JSON is answered with status 400.</para>
/// </remarks>
public static class FloorEndpoint
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Serves on loopback until standard input ends, which it does at the latest when the parent process is gone.</summary>
    /// <param name="port">The port.</param>
    /// <param name="isInline">Whether requests are handled on the sockets' threads, as Millrace has it; otherwise as the web server comes.</param>
    public static async Task RunAsync(int port, bool isInline)
    {
        if (isInline)
        {
            Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = isInline);
        await using var app = builder.Build();
        app.Run(EchoAsync);
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
    }

    private static async Task EchoAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        ReadResult read;
        while (!(read = await reader.ReadAsync()).IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        if (!read.Buffer.IsEmpty && !TryParse(read.Buffer))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            reader.AdvanceTo(read.Buffer.End);
            return;
        }

        context.Response.ContentLength = read.Buffer.Length;
        context.Response.ContentType = "application/x-amz-json-1.0";
        Copy(read.Buffer, context.Response.BodyWriter);
        reader.AdvanceTo(read.Buffer.End);
        await context.Response.BodyWriter.FlushAsync();
    }

    private static bool TryParse(in ReadOnlySequence<byte> body)
    {
        var text = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            var json = new Utf8JsonReader(body, Strict);
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    json.CopyString(text);
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private static void Copy(in ReadOnlySequence<byte> body, PipeWriter to)
    {
        foreach (var segment in body)
        {
            to.Write(segment.Span);
        }
    }
}
