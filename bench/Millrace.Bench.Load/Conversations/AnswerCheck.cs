using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>Looks at one answer.</summary>
/// <exception cref="LoadException">The answer is not what it must be.</exception>
public delegate void AnswerCheck(in Answer answer);
