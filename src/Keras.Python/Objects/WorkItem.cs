using System.Runtime.ExceptionServices;

namespace Keras.Python.Objects;

/// <summary>
/// What somebody wants done on the Python thread. While it runs, Python may call back into C#: that runs on the thread that waits for the item, or,
/// where none waits, on one of the pool.
/// </summary>
internal sealed class WorkItem(Action work, CallbackFrame? frame)
{
    [ThreadStatic]
    private static AutoResetEvent? t_change;

    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Callback? _callback;
    private volatile bool _isDone;
    private ExceptionDispatchInfo? _error;

    /// <summary>An event of the calling thread: a monitor takes about twice as long to wake it.</summary>
    public static AutoResetEvent ChangeForThisThread => t_change ??= new(false);

    /// <summary>The callback out of which the item came, if any.</summary>
    public CallbackFrame? Frame => frame;

    /// <summary>Told when the item is done; null when a thread waits for it.</summary>
    public TaskCompletionSource? Completion { get; init; }

    /// <summary>Wakes the thread that waits for the item; null when none does.</summary>
    public AutoResetEvent? Change { get; init; }

    /// <summary>On the Python thread: does the work.</summary>
    public void Run()
    {
        try
        {
            work();
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }
        Finish();
    }

    /// <summary>Ends the item undone.</summary>
    public void Fail(Exception error)
    {
        _error = ExceptionDispatchInfo.Capture(error);
        Finish();
    }

    /// <summary>Waits until the item is done, and runs the callbacks that come of it meanwhile.</summary>
    /// <param name="withdraw">Called when waiting is cancelled: takes the item back if it has not begun, and says whether it could.</param>
    /// <param name="cancellation">Ends the waiting for the item's turn.</param>
    public void Wait(Func<bool> withdraw, CancellationToken cancellation)
    {
        using var registration = cancellation.CanBeCanceled
            ? cancellation.Register(() =>
            {
                if (withdraw())
                {
                    Fail(new OperationCanceledException(cancellation));
                }
            })
            : default;
        while (true)
        {
            if (Interlocked.Exchange(ref _callback, null) is { } callback)
            {
                callback.Run();
            }
            else if (_isDone)
            {
                break;
            }
            else
            {
                Change!.WaitOne();
            }
        }
        _error?.Throw();
    }

    /// <summary>On the Python thread: has a callback run elsewhere.</summary>
    public void Post(Callback callback)
    {
        if (Change is not null)
        {
            Volatile.Write(ref _callback, callback);
            Change.Set();
            return;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static state =>
        {
            var (item, callback) = ((WorkItem, Callback))state!;
            if (item._context is { } context)
            {
                ExecutionContext.Run(context, static callback => ((Callback)callback!).Run(), callback);
            }
            else
            {
                callback.Run();
            }
        }, (this, callback));
    }

    private void Finish()
    {
        _isDone = true;
        Change?.Set();
        if (_error is { SourceException: OperationCanceledException canceled })
        {
            Completion?.TrySetCanceled(canceled.CancellationToken);
        }
        else if (_error is not null)
        {
            Completion?.TrySetException(_error.SourceException);
        }
        else
        {
            Completion?.TrySetResult();
        }
    }
}
