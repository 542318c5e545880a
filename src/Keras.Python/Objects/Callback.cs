using System.Runtime.ExceptionServices;

namespace Keras.Python.Objects;

/// <summary>A call from Python into C#, on its way to the thread that runs it.</summary>
internal sealed class Callback(Action body, CallbackFrame frame, Action wake)
{
    /// <summary>In milliseconds: a callback that waits after so long may wait for somebody else's work.</summary>
    public const int StuckAfter = 50;

    [ThreadStatic]
    private static int t_running;

    private readonly long _begin = Environment.TickCount64;
    private volatile bool _isDone;
    private volatile Thread? _thread;
    private ExceptionDispatchInfo? _error;

    /// <summary>Whether a callback runs on the calling thread. (A handler of the process's end does not see <see cref="CallbackFrame.Current"/>.)</summary>
    public static bool IsRunningHere => t_running > 0;

    /// <summary>The frame of what it asks of Python.</summary>
    public CallbackFrame Frame => frame;

    public bool IsDone => _isDone;

    /// <summary>Whether it has begun long ago and waits: for a thread to run on, or, there, for something else.</summary>
    public bool IsStuck => !_isDone && Environment.TickCount64 - _begin >= StuckAfter && (_thread is not { } thread || (thread.ThreadState & ThreadState.WaitSleepJoin) != 0);

    /// <summary>Runs it, on the thread that waits for Python.</summary>
    public void Run()
    {
        var outer = CallbackFrame.Current;
        CallbackFrame.Current = frame;
        _thread = Thread.CurrentThread;
        t_running++;
        try
        {
            body();
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            t_running--;
            CallbackFrame.Current = outer;
            _isDone = true;
            wake();
        }
    }

    /// <summary>Throws what the body threw.</summary>
    public void ThrowError() => _error?.Throw();
}
