using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Millrace.Reliability.Tests;

/// <summary>Message bodies that are made anew from their number whenever one is needed, so that a test remembers only numbers.</summary>
public static class Bodies
{
    /// <summary>Five of the longest, at three bytes a character, stay below the 1 MiB of a batch.</summary>
    private const int CharactersMax = 50_000;

    /// <summary>Holds what JSON escapes, what XML escapes, and two and three bytes of UTF-8.</summary>
    private static readonly string _filler = string.Concat(
        Enumerable.Repeat("0123456789 abcdefghijklmnopqrstuvwxyz \"quoted\" back\\slash <tag/> & \t\n äöü € 漢字 ", 4_000)
    );

    /// <summary>The body with this number: mostly short, now and then long, the same at every call.</summary>
    public static string Of(int number)
    {
        var random = new Random(number);
        var most = random.Next(100) switch
        {
            < 70 => 2_000,
            < 95 => 20_000,
            _ => CharactersMax,
        };
        return Of(number, random.Next(most));
    }

    /// <summary>The body with this number and so many characters of filler, at most 300,000.</summary>
    public static string Of(int number, int characters) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture), "|", _filler.AsSpan(number % 64, characters));

    /// <summary>The number in front of a body.</summary>
    public static int NumberOf(string body) => int.Parse(body.AsSpan(0, body.IndexOf('|')), CultureInfo.InvariantCulture);

    /// <summary>As SQS tells it: lower-case hex.</summary>
    public static string Md5Of(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
}
