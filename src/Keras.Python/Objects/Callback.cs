using System.Runtime.ExceptionServices;

namespace Keras.Python.Objects;

/// <summary>A call from Python into C#, on its way to the thread that runs it.</summary>
internal sealed class Callback(Action body, CallbackFrame frame, Action wake)
{
    private volatile bool _isDone;
    private ExceptionDispatchInfo? _error;

    /// <summary>The frame of what it asks of Python.</summary>
    public CallbackFrame Frame => frame;

    public bool IsDone => _isDone;

    /// <summary>Runs it, on the thread that waits for Python.</summary>
    public void Run()
    {
        var outer = CallbackFrame.Current;
        CallbackFrame.Current = frame;
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
            CallbackFrame.Current = outer;
            _isDone = true;
            wake();
        }
    }

    /// <summary>Throws what the body threw.</summary>
    public void ThrowError() => _error?.Throw();
}
