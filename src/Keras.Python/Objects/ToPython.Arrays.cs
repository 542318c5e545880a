using System.Buffers;
using Keras.Core;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>NumPy arrays over memory of C#, views and strides included; the memory is kept, in its place, until Python lets go of it.</summary>
internal static unsafe partial class ToPython
{
    /// <summary>An array over a view's memory; a view without a memory of its own is copied.</summary>
    public static nint Share(ArrayView view)
    {
        if (view.Strides is not { } strided)
        {
            var copy = NDArrays.Empty(KerasDType.Float32, view.Shape);
            view.CopyTo(NDArrays.Elements<float>(copy));
            return Share(ArrayViews.Of(copy));
        }
        var pinned = new PinnedMemory(strided.Memory);
        return Share(pinned, pinned.Address, strided.Offset, view.DType.Name, ItemSize(view.DType), view.Shape, strided.Distances);
    }

    /// <summary>An array over a state's memory, which it writes to, too.</summary>
    public static nint Share(State state)
    {
        var strides = new long[state.Shape.Rank];
        long next = 1;
        for (int axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = next;
            next *= state.Shape[axis];
        }
        return Share(state, state.Address, 0, state.ElementSize == sizeof(double) ? "float64" : "float32", state.ElementSize, state.Shape, strides);
    }

    private static nint Share(object owner, nint origin, long offset, string dtype, long itemSize, Dimensions shape, long[] strides)
    {
        long low = 0, high = 0;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            long reach = (shape[axis] - 1) * strides[axis] * itemSize;
            low += Math.Min(0, reach);
            high += Math.Max(0, reach);
        }
        using var keeper = new PyObject(PyHandle.FromNew(Capsule.Make(owner)));
        using var shared = Support.Call("share", origin + offset * itemSize + low, shape.Product == 0 ? 0L : high - low + itemSize, dtype,
            PyArgument.Tuple([.. shape.Select(length => (PyArgument)length)]), PyArgument.Tuple([.. strides.Select(stride => (PyArgument)(stride * itemSize))]), -low, keeper);
        CPython.IncRef(shared.Reference);
        return shared.Reference;
    }

    private static long ItemSize(KerasDType dtype) => dtype.Name switch
    {
        "float64" or "int64" => 8,
        "float32" or "int32" => 4,
        _ => 1,
    };

    /// <summary>Memory that stays in its place as long as this object lives.</summary>
    private sealed class PinnedMemory
    {
        private readonly ElementMemory _memory;
        private MemoryHandle _handle;

        public PinnedMemory(ElementMemory memory) => _handle = (_memory = memory).Pin();

        ~PinnedMemory() => _handle.Dispose();

        public nint Address => (nint)_handle.Pointer;
    }
}
