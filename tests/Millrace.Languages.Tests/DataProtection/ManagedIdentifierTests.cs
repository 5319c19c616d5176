using Millrace.Languages.DataProtection;

namespace Millrace.Languages.Tests.DataProtection;

/// <summary>What the managed identifiers find, and what they pass over. Sources stand beside each identifier.</summary>
public sealed class ManagedIdentifierTests
{
    [Theory]
    [InlineData("EmailAddress", "write to ada.lovelace+sns@mail.example.co.uk, please", "ada.lovelace+sns@mail.example.co.uk")]
    [InlineData("IpAddress", "from 192.168.0.1 to", "192.168.0.1")]
    [InlineData("IpAddress", "from 2001:db8::ff00:42:8329 to", "2001:db8::ff00:42:8329")]
    [InlineData("CreditCardNumber", "My credit card number is 4539894458086459", "4539894458086459")]
    [InlineData("CreditCardNumber", """{"card_number":"4539 8944 5808 6459"}""", "4539 8944 5808 6459")]
    [InlineData("CreditCardNumber", "amex 3714-900000-00004", "3714-900000-00004")]
    [InlineData("CreditCardExpiration", "expiry 04/29", "04/29")]
    [InlineData("CreditCardSecurityCode", "CVV: 123", "123")]
    [InlineData("Ssn-US", "ssn: 123-45-6789", "123-45-6789")]
    [InlineData("Ssn-US", "Social-Security 123456789", "123456789")]
    [InlineData("SocialInsuranceNumber-CA", "SIN 046 454 286", "046 454 286")]
    [InlineData("NationalInsuranceNumber-GB", "nino AB 12 34 56 C", "AB 12 34 56 C")]
    [InlineData("CpfCode-BR", "CPF 111.444.777-35", "111.444.777-35")]
    [InlineData("Cnpj-BR", "CNPJ 11.222.333/0001-81", "11.222.333/0001-81")]
    [InlineData("CepCode-BR", "CEP 01310-100", "01310-100")]
    [InlineData("NifNumber-ES", "nif 12345678Z", "12345678Z")]
    [InlineData("NieNumber-ES", "NIE X1234567L", "X1234567L")]
    [InlineData("InseeCode-FR", "insee 2 55 08 14 168 025 38", "2 55 08 14 168 025 38")]
    [InlineData("ZipCode-US", "zip code 12345-6789", "12345-6789")]
    [InlineData("PostalCode-CA", "Ottawa K1A 0B1 Canada", "K1A 0B1")]
    [InlineData("DateOfBirth", "dob 12-01-2012", "12-01-2012")]
    [InlineData("DateOfBirth", "born, birthday: 12 January 1990!", "12 January 1990")]
    [InlineData("LatLong", "location 41.948614,-87.655311", "41.948614,-87.655311")]
    [InlineData("VehicleIdentificationNumber", "VIN 1M8GDM9AXKP042788", "1M8GDM9AXKP042788")]
    [InlineData("BankAccountNumber-DE", "IBAN DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00")]
    [InlineData("BankAccountNumber-GB", "iban GB82WEST12345698765432", "GB82WEST12345698765432")]
    [InlineData("BankAccountNumber-FR", "iban FR1420041010050500013M02606", "FR1420041010050500013M02606")]
    [InlineData("BankAccountNumber-ES", "iban ES9121000418450200051332", "ES9121000418450200051332")]
    [InlineData("BankAccountNumber-IT", "iban IT60X0542811101000000123456", "IT60X0542811101000000123456")]
    [InlineData("PhoneNumber-US", "call +1 (202) 555-0143", "+1 (202) 555-0143")]
    [InlineData("PhoneNumber-US", "phone 202-555-0143", "202-555-0143")]
    [InlineData("PhoneNumber-DE", "Tel 030 901820", "030 901820")]
    [InlineData("PhoneNumber-GB", "at +44 20 7946 0958", "+44 20 7946 0958")]
    [InlineData("PhoneNumber", "at +33 1 70 18 99 00", "+33 1 70 18 99 00")]
    [InlineData(
        "AwsSecretKey",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1"
    )]
    public void What_has_the_published_form_is_found(string identifier, string text, string found) =>
        Assert.Equal([found], Find(identifier, text));

    [Theory]
    [InlineData("EmailAddress", "ada at example.com, @ada, ada@localhost")]
    [InlineData("IpAddress", "version 1.2.3, 999.1.1.1, 10.0.0.1a, 12:30")]
    [InlineData("CreditCardNumber", "My credit card number is 4539894458086458")]
    [InlineData("CreditCardNumber", "My credit card number is 4111111111111111")]
    [InlineData("CreditCardNumber", "Order 4539894458086459")]
    [InlineData("CreditCardNumber", "My credit card number is 94539894458086459")]
    [InlineData("CreditCardSecurityCode", "Room 123")]
    [InlineData("Ssn-US", "ssn 666-45-6789, ssn 000-45-6789, ssn 123-00-6789, ssn 123-45-0000, ssn 987-65-4321")]
    [InlineData("Ssn-US", "123-45-6789")]
    [InlineData("CpfCode-BR", "cpf 111.444.777-36, cpf 111.111.111-11")]
    [InlineData("Cnpj-BR", "cnpj 11.222.333/0001-82")]
    [InlineData("NifNumber-ES", "nif 12345678A")]
    [InlineData("InseeCode-FR", "insee 2 55 08 14 168 025 39")]
    [InlineData("BankAccountNumber-DE", "IBAN DE89 3704 0044 0532 0130 01")]
    [InlineData("BankAccountNumber-DE", "DE89 3704 0044 0532 0130 00")]
    [InlineData("PhoneNumber-US", "number 202-555-0143")]
    [InlineData("AwsSecretKey", "secret key 0123456789012345678901234567890123456789")]
    public void What_only_looks_like_it_is_passed_over(string identifier, string text) => Assert.Empty(Find(identifier, text));

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_keyword_counts_within_30_characters_before_or_behind(int distance, bool counts)
    {
        Assert.Equal(counts, Find("Ssn-US", "ssn" + new string(' ', distance) + "123-45-6789").Count == 1);
        Assert.Equal(counts, Find("Ssn-US", "123-45-6789" + new string(' ', distance) + "ssn").Count == 1);
    }

    [Theory]
    [InlineData("social security 123-45-6789", true)]
    [InlineData("SOCIAL_SECURITY 123-45-6789", true)]
    [InlineData("socialsecurity 123-45-6789", true)]
    [InlineData("user_ssn 123-45-6789", true)]
    [InlineData("lessness 123-45-6789", false)]
    public void A_keyword_is_a_word_of_its_own_in_any_case_and_with_any_joint(string text, bool found) =>
        Assert.Equal(found, Find("Ssn-US", text).Count == 1);

    [Fact]
    public void Private_keys_are_found_whole()
    {
        const string pkcs =
            "-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-128-CBC,00FF\n\nMIIEow==\n-----END RSA PRIVATE KEY-----";
        const string ssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----";
        const string pgp = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF==\n-----END PGP PRIVATE KEY BLOCK-----";
        const string putty = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 00ff";

        Assert.Equal([pkcs], Find("PkcsPrivateKey", $"key:\n{pkcs}\nend"));
        Assert.Equal([ssh], Find("OpenSshPrivateKey", $"key:\n{ssh}\nend"));
        Assert.Equal([pgp], Find("PgpPrivateKey", $"key:\n{pgp}\nend"));
        Assert.Equal([putty], Find("PuttyPrivateKey", $"key:\n{putty}\nend"));
        Assert.Empty(Find("PkcsPrivateKey", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"));
    }

    [Fact]
    public void Every_offered_identifier_can_be_asked_for() =>
        Assert.All(DataProtectionPolicy.OfferedIdentifiers, name => Assert.Empty(Find(name, "nothing to see here")));

    private static List<string> Find(string identifier, string text) =>
        [
            .. Policies
                .Applied(Policies.Audit, identifier)
                .Audit(text)
                .SelectMany(finding => finding.Detections)
                .Select(detection => text[detection.Start..detection.End]),
        ];
}
