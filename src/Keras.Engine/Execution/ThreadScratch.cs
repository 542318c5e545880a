using Keras.Engine.Kernels;

namespace Keras.Engine.Execution;

/// <summary>Scratch memory of the running thread: warm in its cache, as large as any task asked for so far.</summary>
internal static unsafe class ThreadScratch
{
    [ThreadStatic]
    private static NativeBuffer<byte>? _buffer;

    public static nint Of(nint bytes)
    {
        if (_buffer is null || _buffer.Length < bytes)
        {
            _buffer?.Dispose();
            _buffer = new(Math.Max(bytes, 64 * 1024));
        }
        return (nint)_buffer.Pointer;
    }
}
