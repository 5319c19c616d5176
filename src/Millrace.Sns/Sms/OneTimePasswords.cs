using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Globalization;
using Millrace.Engine;

namespace Millrace.Sns.Sms;

/// <summary>The passwords that prove that somebody reads a number's messages, and the text that brings them, in each language of the API.</summary>
internal static class OneTimePasswords
{
    public const string DefaultLanguage = "en-US";

    private const ulong Passwords = 1_000_000;

    private static readonly FrozenDictionary<string, string> _texts = new Dictionary<string, string>
    {
        ["en-US"] = "Your verification code is {0}.",
        ["en-GB"] = "Your verification code is {0}.",
        ["es-419"] = "Su código de verificación es {0}.",
        ["es-ES"] = "Su código de verificación es {0}.",
        ["de-DE"] = "Ihr Bestätigungscode lautet {0}.",
        ["fr-CA"] = "Votre code de vérification est {0}.",
        ["fr-FR"] = "Votre code de vérification est {0}.",
        ["it-IT"] = "Il codice di verifica è {0}.",
        ["ja-JP"] = "確認コードは {0} です。",
        ["pt-BR"] = "Seu código de verificação é {0}.",
        ["kr-KR"] = "인증 코드는 {0}입니다.",
        ["zh-CN"] = "您的验证码是 {0}。",
        ["zh-TW"] = "您的驗證碼是 {0}。",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Six digits.</summary>
    public static string New(in Turn turn) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(turn.NewSecret(0)) % Passwords).ToString("D6", CultureInfo.InvariantCulture);

    public static string TextFor(string language, string code) =>
        string.Format(CultureInfo.InvariantCulture, _texts[language], code);
}
