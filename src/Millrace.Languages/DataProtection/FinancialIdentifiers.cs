using System.Collections.Frozen;

namespace Millrace.Languages.DataProtection;

/// <summary>Cards and accounts. Source: SNS Developer Guide, "Sensitive data types: Financial".</summary>
internal static class FinancialIdentifiers
{
    private static readonly Keywords _card = new(
        "account number",
        "american express",
        "amex",
        "bank card",
        "card",
        "card num",
        "card number",
        "cc #",
        "ccn",
        "check card",
        "credit",
        "credit card#",
        "dankort",
        "debit",
        "debit card",
        "diners club",
        "discover",
        "electron",
        "elo verification code",
        "japanese card bureau",
        "jcb",
        "mastercard",
        "mc",
        "pan",
        "payment account number",
        "payment card number",
        "pcn",
        "union pay",
        "visa"
    );

    private static readonly Keywords _account = new(
        "account code",
        "account number",
        "accountno#",
        "accountnumber#",
        "bankleitzahl",
        "bban",
        "code bancaire",
        "codice bancario",
        "compte bancaire",
        "conto bancario",
        "customer account id",
        "customer account number",
        "customer bank account id",
        "cuenta cliente id",
        "código cuenta",
        "código cuenta bancaria",
        "iban",
        "kontonummer",
        "numero di conto",
        "numéro de compte",
        "número cuenta cliente",
        "sepa"
    );

    /// <summary>What card issuers have reserved for public tests, and SNS therefore does not report.</summary>
    private static readonly FrozenSet<string> _testCards = (
        "122000000000003 2222405343248877 2222990905257051 2223007648726984 2223577120017656 30569309025904 34343434343434 "
        + "3528000700000000 3530111333300000 3566002020360505 36148900647913 36700102000000 371449635398431 378282246310005 "
        + "378734493671000 38520000023237 4012888888881881 4111111111111111 4222222222222 4444333322221111 4462030000000000 "
        + "4484070000000000 4911830000000 4917300800000000 4917610000000000 4917610000000000003 5019717010103742 5105105105105100 "
        + "5111010030175156 5185540810000019 5200828282828210 5204230080000017 5204740009900014 5420923878724339 5454545454545454 "
        + "5455330760000018 5506900490000436 5506900490000444 5506900510000234 5506920809243667 5506922400634930 5506927427317625 "
        + "5553042241984105 5555553753048194 5555555555554444 5610591081018250 6011000990139424 6011000400000000 6011111111111117 "
        + "630490017740292441 630495060000000000 6331101999990016 6759649826438453 6799990100000000019 76009244561"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<DataIdentifier> All =>
        [
            new(
                "CreditCardNumber",
                DataIdentifier.Expression(
                    "[0-9]{13,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?|[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5}"
                ),
                IsCard,
                _card
            ),
            new(
                "CreditCardExpiration",
                DataIdentifier.Expression("(?:0[1-9]|1[0-2])[/-](?:20)?[0-9]{2}"),
                keywords: new Keywords("exp d", "exp m", "exp y", "expiration", "expiry")
            ),
            new(
                "CreditCardSecurityCode",
                DataIdentifier.Expression("[0-9]{3,4}"),
                keywords: new Keywords(
                    "card id",
                    "card identification code",
                    "card identification number",
                    "card security code",
                    "card validation code",
                    "card validation number",
                    "card verification data",
                    "card verification value",
                    "cvc",
                    "cvc2",
                    "cvv",
                    "cvv2",
                    "elo verification code"
                )
            ),
            Account("DE", "[0-9]{2}(?: ?[0-9]{4}){4} ?[0-9]{2}"),
            Account("ES", "[0-9]{2}(?: ?[0-9]{4}){5}"),
            Account("FR", "[0-9]{2}(?: ?[0-9]{4}){2} ?[0-9]{2}[0-9A-Z]{2}(?: ?[0-9A-Z]{4}){2} ?[0-9A-Z][0-9]{2}"),
            Account("GB", "[0-9]{2} ?[A-Z]{4}(?: ?[0-9]{4}){3} ?[0-9]{2}"),
            Account("IT", "[0-9]{2} ?[A-Z][0-9]{3}(?: ?[0-9]{4}) ?[0-9]{3}[0-9A-Z](?: ?[0-9A-Z]{4}){2} ?[0-9A-Z]{3}"),
        ];

    /// <summary>An account of a country, by its international number (ISO 13616 and the SWIFT IBAN registry).</summary>
    private static DataIdentifier Account(string country, string rest) =>
        new($"BankAccountNumber-{country}", DataIdentifier.Expression(country + rest), CheckDigits.IsIban, _account);

    /// <summary>A number with check digit that begins as those of a card brand do (ISO/IEC 7812) and is not reserved for tests.</summary>
    private static bool IsCard(string text)
    {
        var number = string.Concat(text.Where(char.IsAsciiDigit));
        if (!CheckDigits.IsLuhn(number) || _testCards.Contains(number))
        {
            return false;
        }

        var (two, four) = (Prefix(number, 2), Prefix(number, 4));
        return number[0] == '4' // Visa, Electron
            || two is >= 51 and <= 55 // Mastercard
            || four is >= 2221 and <= 2720 // Mastercard
            || two is 34 or 37 // American Express
            || two is 36 or 38 or 39 // Diner's Club
            || four / 10 is >= 300 and <= 305 // Diner's Club
            || four is >= 3528 and <= 3589 // JCB
            || four == 6011 // Discover
            || two is 65 or 62 // Discover, UnionPay
            || four / 10 is >= 644 and <= 649 // Discover
            || four == 5019; // Dankort
    }

    private static int Prefix(string number, int digits) =>
        int.Parse(number.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture);
}
