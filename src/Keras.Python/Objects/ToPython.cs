using System.Text;
using Keras.Core;
using Keras.Python.Interop;
using NumSharp;

namespace Keras.Python.Objects;

/// <summary>Makes Python objects of C# values, on the Python thread. Each returns a new reference.</summary>
internal static unsafe class ToPython
{
    public static nint Convert(object? value)
    {
        switch (value)
        {
            case null:
                CPython.IncRef(CPython.None);
                return CPython.None;
            case PyObject other:
                CPython.IncRef(other.Reference);
                return other.Reference;
            case bool truth:
                return PyHandle.Check(CPython.NewBool(truth ? 1 : 0));
            case long number:
                return PyHandle.Check(CPython.NewInteger(number));
            case double number:
                return PyHandle.Check(CPython.NewFloat(number));
            case string text:
                return Text(text);
            case byte[] bytes:
                fixed (byte* first = bytes)
                {
                    return PyHandle.Check(CPython.NewBytes(first, bytes.Length));
                }
            case NDArray array:
                return Array(array);
            case PyArgument[] items:
                return List(items);
            case PyArgument.PyTuple tuple:
                return Tuple(tuple.Items);
            case (PyArgument Key, PyArgument Value)[] items:
                return Dictionary(items);
            default:
                throw new ArgumentException($"A {value.GetType().Name} cannot be passed to Python.");
        }
    }

    public static nint Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        byte[]? rented = count > 256 ? new byte[count] : null;
        Span<byte> bytes = rented ?? stackalloc byte[256];
        Encoding.UTF8.GetBytes(text, bytes);
        fixed (byte* first = bytes)
        {
            return PyHandle.Check(CPython.NewString(first, count, null));
        }
    }

    public static nint Tuple(ReadOnlySpan<PyArgument> items)
    {
        nint tuple = PyHandle.Check(CPython.NewTuple(items.Length));
        for (int i = 0; i < items.Length; i++)
        {
            _ = CPython.SetTupleItem(tuple, i, Item(items[i], tuple));
        }
        return tuple;
    }

    private static nint List(ReadOnlySpan<PyArgument> items)
    {
        nint list = PyHandle.Check(CPython.NewList(items.Length));
        for (int i = 0; i < items.Length; i++)
        {
            _ = CPython.SetListItem(list, i, Item(items[i], list));
        }
        return list;
    }

    private static nint Dictionary((PyArgument Key, PyArgument Value)[] items)
    {
        nint dictionary = PyHandle.Check(CPython.NewDictionary());
        foreach (var (key, value) in items)
        {
            nint first = Item(key, dictionary), second = Item(value, dictionary);
            int answer = CPython.SetDictionaryItem(dictionary, first, second);
            CPython.DecRef(first);
            CPython.DecRef(second);
            PyHandle.Check(answer);
        }
        return dictionary;
    }

    /// <summary>An item; the container is given back when the item cannot be made.</summary>
    private static nint Item(PyArgument item, nint container)
    {
        try
        {
            return Convert(item.Value);
        }
        catch
        {
            CPython.DecRef(container);
            throw;
        }
    }

    /// <summary>A NumPy array over the memory of another array, views and strides included; that memory is kept until Python lets go of it.</summary>
    private static nint Array(NDArray array)
    {
        if (NDArrays.DTypeOf(array.typecode) is not { } dtype)
        {
            throw new ArgumentException($"An array of dtype {NDArrays.NameOf(array.typecode)} cannot be passed to Python. Convert it to float32, float64, int32, int64, uint8 or bool.");
        }
        var memory = new ElementMemory.OfNDArray(array);
        long itemSize = array.dtypesize, low = 0, high = 0;
        var shape = array.shape;
        var strides = array.Shape.Strides;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long reach = (shape[axis] - 1) * strides[axis] * itemSize;
            low += Math.Min(0, reach);
            high += Math.Max(0, reach);
        }
        bool isEmpty = array.size == 0;
        fixed (byte* origin = &memory.Origin)
        {
            long first = (long)origin + array.Shape.Offset * itemSize;
            using var owner = new PyObject(PyHandle.FromNew(Capsule.Make(memory)));
            using var shared = Support.Call("share", first + low, isEmpty ? 0L : high - low + itemSize, dtype.Name,
                PyArgument.Tuple([.. shape.Select(length => (PyArgument)length)]), PyArgument.Tuple([.. strides.Select(stride => (PyArgument)(stride * itemSize))]), -low, owner);
            CPython.IncRef(shared.Reference);
            return shared.Reference;
        }
    }
}
