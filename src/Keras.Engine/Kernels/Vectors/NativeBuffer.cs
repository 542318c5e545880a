using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Keras.Core;

namespace Keras.Engine.Kernels;

/// <summary>Zeroed memory outside the managed heap, aligned to a cache line, given back by <see cref="Dispose"/> or the finalizer.</summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Alignment of the first element, in bytes.</summary>
    public const int Alignment = 64;

    private T* _pointer;

    /// <param name="length">Number of elements, 0 or more.</param>
    public NativeBuffer(nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = checked((nuint)length * (nuint)sizeof(T));
        _pointer = (T*)NativeMemory.AlignedAlloc(Math.Max(bytes, 1), bytes < HugePages.Size ? Alignment : (nuint)HugePages.Size);
        HugePages.Expect(_pointer, bytes);
        NativeMemory.Clear(_pointer, bytes);
        GC.AddMemoryPressure(Math.Max((long)bytes, 1));
    }

    ~NativeBuffer() => Release();

    /// <summary>Number of elements.</summary>
    public nint Length { get; }

    /// <summary>The first element. The buffer must be kept alive while the pointer is used.</summary>
    public T* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer is null, this);
            return _pointer;
        }
    }

    /// <summary>All elements; at most 2^31 - 1 of them.</summary>
    public Span<T> Span => new(Pointer, checked((int)Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_pointer is null)
        {
            return;
        }

        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        GC.RemoveMemoryPressure(Math.Max((long)Length * sizeof(T), 1));
    }
}
