using Millrace.Engine;
using Millrace.Sns.Outbox;
using Millrace.Sns.Push;
using Millrace.Sns.Sms;

namespace Millrace.Sns;

/// <summary>The protocols of subscriptions, as Subscribe names them, and whom a delivery over each of them calls.</summary>
/// <remarks>Source: SNS API Reference, Subscribe.</remarks>
internal static class Protocols
{
    public const string Http = "http";
    public const string Https = "https";
    public const string Email = "email";
    public const string EmailJson = "email-json";
    public const string Sms = "sms";
    public const string Sqs = "sqs";
    public const string Application = "application";
    public const string Lambda = "lambda";
    public const string Firehose = "firehose";

    /// <summary>The kind of target of web hooks; a hand reaches it.</summary>
    public const string HttpTarget = "http";

    /// <summary>The kind of target of Firehose streams; a hand reaches it.</summary>
    public const string FirehoseTarget = "firehose";

    /// <summary>Whether Subscribe knows the protocol.</summary>
    public static bool IsKnown(string? protocol) =>
        protocol is Http or Https or Email or EmailJson or Sms or Sqs or Application or Lambda or Firehose;

    /// <summary>Whether an endpoint of this protocol is asked before it is given anything.</summary>
    public static bool IsConfirmedByToken(string protocol) => protocol is Http or Https or Email or EmailJson;

    public static bool IsMail(string protocol) => protocol is Email or EmailJson;

    /// <summary>Whether a delivery calls what belongs to SNS itself, and nobody's permission is asked.</summary>
    public static bool StaysInSns(string protocol) => protocol is Sms or Application || IsMail(protocol);

    public static bool IsHttp(string protocol) => protocol is Http or Https;

    /// <summary>Under which key a structured message has its own text for an endpoint: the protocol, or a device's platform.</summary>
    public static string StructureKeyOf(string protocol, string endpoint) =>
        protocol == Application ? PushAddress.PlatformOf(endpoint) : protocol;

    /// <summary>What is called in the service's own words, for the permission check and the record.</summary>
    public static string ActionOf(string protocol) =>
        protocol switch
        {
            Sqs => "sqs:SendMessage",
            Lambda => "lambda:InvokeFunction",
            Firehose => "firehose:PutRecord",
            Application => "sns:Publish",
            _ => AccountOutbox.NotifyAction,
        };

    /// <summary>Whom a delivery calls: a resource of this server by its ARN, a web hook, or what the owner's account has in the region.</summary>
    public static ResourceId TargetOf(string protocol, string endpoint, string account, string region) =>
        protocol switch
        {
            Sqs => new ResourceId("sqs:queue", endpoint),
            Lambda => new ResourceId("lambda:function", endpoint),
            Application => PushAddress.ApplicationOf(endpoint),
            Sms => SmsAccount.IdOf(account, region),
            Firehose => new ResourceId(FirehoseTarget, endpoint),
            Http or Https => new ResourceId(HttpTarget, endpoint),
            _ => AccountOutbox.IdOf(account, region),
        };
}
