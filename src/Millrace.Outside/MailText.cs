using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Millrace.Engine;

namespace Millrace.Outside;

/// <summary>A mail as it travels: its headers, and its text in base64, so that no line is too long or begins with a dot.</summary>
/// <remarks>Source: RFC 5322; MIME RFC 2045 and, for what is not ASCII in headers, RFC 2047.</remarks>
internal static class MailText
{
    /// <summary>RFC 2047, section 2: an encoded word has up to 75 characters; 45 bytes are 60 of them, beside its frame of 12.</summary>
    private const int WordBytesMax = 45;

    /// <summary>Reads an address that a mail server without extensions takes.</summary>
    public static bool TryAddress(string text, out MailAddress address) =>
        MailAddress.TryCreate(text, out address!)
        && address.Address.All(character => character is > ' ' and <= '~' and not ('<' or '>'));

    /// <summary>The mail's id: the same when a call is repeated after a crash, so that whoever sees both can tell.</summary>
    public static string IdOf(Call call, string host)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{call.Source.Arn} {call.Number} {call.Target.Arn}");
        return $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32]}@{host}>";
    }

    /// <summary>The mail, its lines ending in CR LF.</summary>
    public static byte[] Of(Mail mail, MailAddress from, MailAddress to, string id, DateTimeOffset at)
    {
        var text = new StringBuilder();
        Header(text, "From", from.DisplayName.Length == 0 ? from.Address : $"{Words(from.DisplayName)} <{from.Address}>");
        Header(text, "To", to.Address);
        Header(text, "Subject", Words(mail.Subject));
        Header(text, "Date", at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", id);
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", mail.ContentType);
        Header(text, "Content-Transfer-Encoding", "base64");
        text.Append("\r\n");
        text.Append(Convert.ToBase64String(mail.Text.Span, Base64FormattingOptions.InsertLineBreaks));
        text.Append("\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Header(StringBuilder text, string name, string value) =>
        text.Append(name).Append(": ").Append(value).Append("\r\n");

    /// <summary>A header's text: as it is when it is short and plain, otherwise in encoded words, a line each.</summary>
    private static string Words(string value)
    {
        if (
            value.Length <= WordBytesMax
            && value.All(character => character is >= ' ' and <= '~' and not ('"' or '<' or '>' or '=' or ','))
        )
        {
            return value;
        }

        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in value.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > WordBytesMax)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes);
        }

        words.Add(Word(word));
        return string.Join("\r\n ", words);
    }

    private static string Word(List<byte> bytes) => $"=?UTF-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
