using System.Net;

namespace Millrace.Languages.DataProtection;

/// <summary>
/// People, by numbers and addresses of a published form. Source: SNS Developer Guide, "Sensitive data types: PII", and the authority
/// that issues each number.
/// </summary>
internal static class PersonalIdentifiers
{
    private const string Months =
        "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    private static readonly Keywords _spanishTax = new(
        "cif",
        "nie",
        "nif",
        "número de contribuyente",
        "número de identidad de extranjero",
        "número de identificación fiscal",
        "personal tax number",
        "tax id",
        "tax identification number",
        "tax number",
        "tin",
        "tin#"
    );

    public static IEnumerable<DataIdentifier> All =>
        [
            new("EmailAddress", DataIdentifier.Expression(@"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")),
            new(
                "IpAddress",
                DataIdentifier.Expression(@"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}"),
                IsAddress
            ),
            new(
                "Ssn-US",
                DataIdentifier.Expression("[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}|[0-9]{9}"),
                IsSocialSecurityNumber,
                new Keywords(
                    "social security",
                    "ss#",
                    "ssn",
                    "social security number",
                    "social security no.",
                    "socialsecurityno#"
                )
            ),
            new(
                "SocialInsuranceNumber-CA",
                DataIdentifier.Expression("[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}"),
                CheckDigits.IsLuhn,
                new Keywords("canadian id", "numéro d'assurance sociale", "social insurance number", "sin")
            ),
            new(
                "NationalInsuranceNumber-GB",
                DataIdentifier.Expression("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?[0-9]{2}){3} ?[A-D]"),
                keywords: new Keywords(
                    "insurance no.",
                    "insurance number",
                    "insurance#",
                    "national insurance number",
                    "nationalinsurance#",
                    "nationalinsurancenumber",
                    "nin",
                    "nino"
                )
            ),
            new(
                "CpfCode-BR",
                DataIdentifier.Expression(@"[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}"),
                CheckDigits.IsCpf,
                new Keywords(
                    "cadastro de pessoa fisica",
                    "cadastro de pessoa física",
                    "cadastro de pessoas fisicas",
                    "cadastro de pessoas físicas",
                    "cpf"
                )
            ),
            new(
                "Cnpj-BR",
                DataIdentifier.Expression(@"[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}/?[0-9]{4}-?[0-9]{2}"),
                CheckDigits.IsCnpj,
                new Keywords("cadastro nacional da pessoa jurídica", "cadastro nacional da pessoa juridica", "cnpj")
            ),
            new(
                "CepCode-BR",
                DataIdentifier.Expression("[0-9]{5}-?[0-9]{3}"),
                keywords: new Keywords("cep", "código de endereçamento postal", "codigo de endereçamento postal")
            ),
            new("NifNumber-ES", DataIdentifier.Expression("[0-9]{8}-?[A-Z]"), CheckDigits.IsNif, _spanishTax),
            new("NieNumber-ES", DataIdentifier.Expression("[XYZ]-?[0-9]{7}-?[A-Z]"), CheckDigits.IsNif, _spanishTax),
            new(
                "InseeCode-FR",
                DataIdentifier.Expression("[12] ?[0-9]{2} ?[0-9]{2} ?[0-9][0-9AB] ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}"),
                CheckDigits.IsInsee,
                new Keywords(
                    "assurance sociale",
                    "code sécurité sociale",
                    "insee",
                    "numéro d'assurance",
                    "social security number",
                    "sécurité sociale",
                    "ssn"
                )
            ),
            new("ZipCode-US", DataIdentifier.Expression("[0-9]{5}(?:-[0-9]{4})?"), keywords: new Keywords("zip code", "zip+4")),
            new(
                "PostalCode-CA",
                DataIdentifier.Expression("[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?[0-9][ABCEGHJ-NPRSTV-Z][0-9]")
            ),
            new(
                "DateOfBirth",
                DataIdentifier.Expression(
                    "(?i:[0-9]{1,2}[ /-][0-9]{1,2}[ /-](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[ /-][0-9]{1,2}[ /-][0-9]{1,2}"
                        + $"|[0-9]{{1,2}}[ /-]{Months}[ /-](?:19|20)?[0-9]{{2}}|{Months} [0-9]{{1,2}},? (?:19|20)[0-9]{{2}})"
                ),
                keywords: new Keywords("dob", "date of birth", "birthdate", "birth date", "birthday", "b-day", "bday")
            ),
            new(
                "LatLong",
                DataIdentifier.Expression(@"-?[0-9]{1,2}\.[0-9]{2,}, ?-?[0-9]{1,3}\.[0-9]{2,}"),
                keywords: new Keywords("coordinate", "coordinates", "lat long", "latitude longitude", "location", "position")
            ),
            new(
                "VehicleIdentificationNumber",
                DataIdentifier.Expression("[A-HJ-NPR-Z0-9]{17}"),
                text => text.Any(char.IsAsciiDigit),
                new Keywords(
                    "fahrgestellnummer",
                    "niv",
                    "numéro d'identification du véhicule",
                    "vehicle identification number",
                    "vin"
                )
            ),
            .. PhoneIdentifiers.All,
        ];

    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out _) && (text.Contains('.') || text.Count(char.IsAsciiHexDigit) > 2);

    /// <summary>Social Security Administration: no area 000, 666 or from 900, no group 00, no serial number 0000.</summary>
    private static bool IsSocialSecurityNumber(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits[..3] is not ("000" or "666") && digits[0] != '9' && digits[3..5] != "00" && digits[5..] != "0000";
    }
}
