using System.Globalization;

namespace Millrace.Languages.DataProtection;

/// <summary>Telephone numbers, country by country: with the country's code by themselves, without it near a keyword.</summary>
/// <remarks>
/// Source: SNS Developer Guide, "Sensitive data types: PII" (Phone number), and ITU-T E.164 with each country's numbering plan for how
/// many digits follow the country's code.
/// </remarks>
internal static class PhoneIdentifiers
{
    private const string Separator = "[ ./()-]{0,2}";

    private static readonly Keywords _keywords = new(
        "cel",
        "cell",
        "celular",
        "contact",
        "fax",
        "fax number",
        "fone",
        "mobile",
        "móvel",
        "número residencial",
        "numero residencial",
        "phone",
        "phone number",
        "tel",
        "telefone",
        "telephone",
        "telephone number"
    );

    public static IEnumerable<DataIdentifier> All =>
        [
            Number("BR", "55", 10, 11, trunk: $"(?:0{Separator})?"),
            Number("DE", "49", 6, 11, trunk: $"0{Separator}"),
            Number("ES", "34", 9, 9, trunk: ""),
            Number("FR", "33", 9, 9, trunk: $"0{Separator}"),
            Number("GB", "44", 9, 10, trunk: $"0{Separator}"),
            Number("IT", "39", 8, 11, trunk: ""),
            Number("US", "1", 10, 10, trunk: $"(?:1{Separator})?"),
            new("PhoneNumber", DataIdentifier.Expression(@$"\+(?:55|49|34|33|44|39|1)(?:{Separator}[0-9]){{6,11}}")),
        ];

    private static DataIdentifier Number(string country, string code, int least, int most, string trunk) =>
        new(
            $"PhoneNumber-{country}",
            DataIdentifier.Expression(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $@"(?:\+{code}{Separator}|{trunk})[0-9](?:{Separator}[0-9]){{{least - 1},{most - 1}}}"
                )
            ),
            keywords: _keywords,
            standsAlone: text => text.StartsWith('+')
        );
}
