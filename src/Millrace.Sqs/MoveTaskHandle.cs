using System.Text;
using System.Text.Json;

namespace Millrace.Sqs;

/// <summary>What names a running task: base64 of a JSON object with the task's id and its source.</summary>
/// <remarks>The form as recorded from AWS.</remarks>
internal readonly record struct MoveTaskHandle(Guid TaskId, string SourceArn)
{
    private const int LengthMax = 1024;

    public static bool TryParse(string? text, out MoveTaskHandle handle)
    {
        handle = default;
        if (text is null || text.Length > LengthMax)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(text));
            var root = document.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("taskId", out var id)
                || !id.TryGetGuid(out var taskId)
                || !root.TryGetProperty("sourceArn", out var source)
                || source.GetString() is not { } sourceArn
            )
            {
                return false;
            }

            handle = new MoveTaskHandle(taskId, sourceArn);
            return true;
        }
        catch (Exception failure) when (failure is FormatException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"taskId":"{{TaskId}}","sourceArn":"{{SourceArn}}"}"""));
}
