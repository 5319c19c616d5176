namespace Millrace.Languages.StatesLanguage;

/// <summary>An expression could not be compiled or evaluated; the message is the evaluator's.</summary>
internal sealed class QueryException : Exception
{
    public QueryException(QueryFault fault, string message)
        : base(message) => Fault = fault;

    public QueryException(QueryFault fault, string message, Exception inner)
        : base(message, inner) => Fault = fault;

    public QueryFault Fault { get; }
}
