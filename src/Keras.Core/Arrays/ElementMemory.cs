using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NumSharp;

namespace Keras.Core;

/// <summary>Where the elements of somebody else's array lie, and what keeps them there.</summary>
internal abstract class ElementMemory
{
    /// <summary>The first byte of the memory. It is valid while this object is reachable: callers end with <see cref="GC.KeepAlive"/>.</summary>
    public abstract ref byte Origin { get; }

    /// <summary>Keeps the memory in its place until the handle is disposed.</summary>
    public abstract MemoryHandle Pin();

    /// <summary>The memory of a .NET array of any rank.</summary>
    public sealed class OfArray(Array array) : ElementMemory
    {
        public override ref byte Origin => ref MemoryMarshal.GetArrayDataReference(array);

        public override unsafe MemoryHandle Pin()
        {
            var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
            return new(Unsafe.AsPointer(ref Origin), handle);
        }
    }

    /// <summary>The memory of a tensor of System.Numerics.Tensors.</summary>
    public sealed class OfTensor<T>(Tensor<T> tensor) : ElementMemory where T : unmanaged
    {
        public override ref byte Origin => ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in tensor.GetPinnableReference()));

        public override MemoryHandle Pin() => tensor.GetPinnedHandle();
    }

    /// <summary>
    /// The unmanaged memory of an NDArray. It is counted: an alias of our own keeps it when the program, or a scope it
    /// opened, disposes the array.
    /// </summary>
    [SuppressMessage("Reliability", "NDW016", Justification = "A view lives as long as whoever reads it; the alias is given back when the view is collected.")]
    public sealed unsafe class OfNDArray : ElementMemory
    {
        private readonly NDArray _alias;

        public OfNDArray(NDArray array)
        {
            ObjectDisposedException.ThrowIf(array.IsDisposed, array);
            _alias = new NDArray(array.Unsafe.Storage.Alias());
            NDScope.Detach(_alias);
        }

        public override ref byte Origin => ref Unsafe.AsRef<byte>(_alias.Unsafe.Storage.Address);

        public override MemoryHandle Pin() => new(_alias.Unsafe.Storage.Address);
    }
}
