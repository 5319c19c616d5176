namespace Millrace.Languages.Tests.Jsonata;

/// <summary>What kind of answer a case expects.</summary>
internal enum ConformanceAnswer
{
    Result,
    Undefined,
    Error,
}
