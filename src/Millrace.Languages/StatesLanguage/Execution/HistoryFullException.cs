namespace Millrace.Languages.StatesLanguage;

/// <summary>The history has room for the last event only. Never leaves the library.</summary>
internal sealed class HistoryFullException : Exception;
