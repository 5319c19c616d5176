using System.Globalization;
using System.Text;

namespace Millrace.Bench.Load.Requests;

/// <summary>Builds the bytes of an SQS request as boto3 1.43 puts them on the wire: same headers, same order, same lengths.</summary>
/// <remarks>
/// The signature has the right shape but is not computed: on loopback the server accepts any credentials.
/// <para>Source: a capture of boto3 1.43.11 on Linux; awsJson 1.0 of the Smithy specification.</para>
/// </remarks>
public static class SqsRequest
{
    private const string AccessKey = "AKIDEXAMPLE";
    private const string Signature = "e94a9fac22ea07a1fd0cf0231484a402068a054919c3599009c6dc652c9bc244";
    private const string InvocationId = "47e5cde4-cce5-4cc1-b23b-818ce61cf5f1";
    private const string UserAgent =
        "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.18.44 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython "
        + "m/D,N,e,b,Z cfg/retry-mode#legacy Botocore/1.43.11";

    /// <summary>The whole request: head and body.</summary>
    /// <param name="port">The server's port, for the Host header.</param>
    /// <param name="operation">AWS's name of the operation, such as SendMessage.</param>
    /// <param name="json">The request's members as a JSON object.</param>
    public static byte[] Build(int port, string operation, string json)
    {
        var now = DateTime.UtcNow;
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/us-east-1/sqs/aws4_request";
        return Encoding.UTF8.GetBytes(
            string.Join(
                "\r\n",
                "POST / HTTP/1.1",
                $"Host: 127.0.0.1:{port}",
                "Accept-Encoding: identity",
                $"X-Amz-Target: AmazonSQS.{operation}",
                "Content-Type: application/x-amz-json-1.0",
                "x-amzn-query-mode: true",
                $"User-Agent: {UserAgent}",
                $"X-Amz-Date: {time}",
                $"Authorization: AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, "
                    + "SignedHeaders=content-type;host;x-amz-date;x-amz-target;x-amzn-query-mode, "
                    + $"Signature={Signature}",
                $"amz-sdk-invocation-id: {InvocationId}",
                "amz-sdk-request: attempt=1",
                $"Content-Length: {Encoding.UTF8.GetByteCount(json)}",
                string.Empty,
                json
            )
        );
    }
}
