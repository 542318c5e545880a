using System.Text;
using Keras.Core;
using Keras.Python.Interop;
using NumSharp;

namespace Keras.Python.Objects;

/// <summary>Makes Python objects of C# values, on the Python thread. Each returns a new reference.</summary>
internal static unsafe partial class ToPython
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
            case ulong number:
                return PyHandle.Check(CPython.NewUnsigned(number));
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
                return Share(ArrayViews.Of(array));
            case ArrayView view:
                return Share(view);
            case State state:
                return Share(state);
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
        using var dictionary = PyHandle.FromNew(CPython.NewDictionary());
        foreach (var (key, value) in items)
        {
            using var first = PyHandle.FromNew(Convert(key.Value));
            using var second = PyHandle.FromNew(Convert(value.Value));
            PyHandle.Check(CPython.SetDictionaryItem(dictionary.Reference, first.Reference, second.Reference));
        }
        CPython.IncRef(dictionary.Reference);
        return dictionary.Reference;
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
}
