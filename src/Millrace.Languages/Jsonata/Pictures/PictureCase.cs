namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>How letters are written.</summary>
internal enum PictureCase
{
    Lower,
    Upper,
    Title,
}
