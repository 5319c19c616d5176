namespace Millrace.Simulation.Model;

/// <summary>A message's deletion that was asked for, with what was known at that time.</summary>
internal sealed class Deletion
{
    private const string ExpiredCode = "InvalidParameterValue";

    private readonly SimulatedMessage _message;
    private readonly bool _isInTime;
    private readonly bool _isCertain;
    private readonly bool _isOwned;

    public Deletion(SimulatedMessage message, DateTimeOffset now)
    {
        _message = message;
        _isInTime = now < message.HeldUntil && !message.MayBeGone;

        // A handle whose time is up may be late: the message may have left, and deleting what is gone succeeds.
        _isCertain = now < message.HeldUntil || (message.HandleOf!.DeadLetters is null && !Promises.MayHaveLeft(message));

        // Even then it does not come back to the queue that was asked, unless it is moved there.
        _isOwned = message.HandleOf == message.Home && Promises.ComesBackOnlyIfMoved(message);
        message.AskEnd();
    }

    /// <param name="code">The error it was refused with; null when it was done.</param>
    public void Answered(string? code)
    {
        if (code is null)
        {
            _message.IsDeleted |= _isCertain;
            if (_isOwned && Promises.ComesBackOnlyIfMoved(_message))
            {
                _message.GoneFrom.Add(_message.Home);
            }

            return;
        }

        Promises.AHandleDeletesWhileItLasts(!_isInTime || code != ExpiredCode, _message);
        _message.EndRefused();
    }
}
