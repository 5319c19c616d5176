namespace Millrace.Wire.Signatures;

/// <summary>Whose access keys are known.</summary>
public interface ICredentials
{
    /// <summary>The key of this id; null when there is none.</summary>
    Credential? Find(string accessKeyId);
}
