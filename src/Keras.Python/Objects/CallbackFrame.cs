namespace Keras.Python.Objects;

/// <summary>A running callback: what is asked of Python out of it, from whichever thread, is served while Python waits for it; all else waits its turn.</summary>
internal sealed class CallbackFrame(CallbackFrame? parent)
{
    private static readonly AsyncLocal<CallbackFrame?> s_current = new();

    /// <summary>The callback in which the calling code runs; it flows along tasks and threads that this code starts.</summary>
    public static CallbackFrame? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Whether this is that callback, or came out of it.</summary>
    public bool IsWithin(CallbackFrame other)
    {
        for (var frame = this; frame is not null; frame = frame.Parent)
        {
            if (frame == other)
            {
                return true;
            }
        }
        return false;
    }

    private CallbackFrame? Parent { get; } = parent;
}
