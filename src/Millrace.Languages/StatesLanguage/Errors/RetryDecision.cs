namespace Millrace.Languages.StatesLanguage;

/// <summary>Try again: by which retrier, and after how long.</summary>
/// <param name="Retrier">The position of the retrier in Retry, from 0.</param>
/// <param name="Delay">The pause before the retry.</param>
public readonly record struct RetryDecision(int Retrier, TimeSpan Delay);
