using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Keras.Core;
using Keras.Python.Interop;
using Keras.Python.Objects;
using NumSharp;

namespace Keras.Python;

/// <summary>An object of Python's. Members may be called from any thread; Python runs them one by one on its own.</summary>
/// <remarks>Disposing gives the reference back early; otherwise the garbage collector does. Every member throws <see cref="PythonException"/> when Python raises an exception.</remarks>
/// <example><code>
/// using var numpy = Py.Import("numpy");
/// using var sorted = numpy.CallMember("sort", array, ("axis", -1));
/// NDArray result = sorted.ToNDArray();
/// </code></example>
public sealed unsafe class PyObject : IDisposable, IEnumerable<PyObject>
{
    private readonly PyHandle _handle;

    internal PyObject(PyHandle handle) => _handle = handle;

    /// <summary>Whether it is Python's <c>None</c>.</summary>
    public bool IsNone => Reference == CPython.None;

    /// <summary>Python's <c>len(x)</c>.</summary>
    public long Length => On(() =>
    {
        nint length = CPython.Length(Reference);
        return length >= 0 ? length : throw PythonError.Fetch();
    });

    internal nint Reference
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return _handle.Reference;
        }
    }

    /// <summary>Python's <c>x[key]</c>.</summary>
    public PyObject this[PyArgument key] => On(() =>
    {
        using var index = PyHandle.FromNew(ToPython.Convert(key.Value));
        return New(CPython.GetItem(Reference, index.Reference));
    });

    /// <summary>Python's <c>x.name</c>; dots go on, as in <c>random.default_rng</c>.</summary>
    public PyObject Get(string name) => On(() =>
    {
        var parts = name.Split('.');
        var found = Attribute(Reference, parts[0]);
        foreach (string part in parts.AsSpan(1))
        {
            using var outer = found;
            found = Attribute(outer.Reference, part);
        }
        return found;
    });

    /// <summary>Python's <c>x.name = value</c>.</summary>
    public void Set(string name, PyArgument value) => On(() =>
    {
        using var key = PyHandle.FromNew(ToPython.Text(name));
        using var content = PyHandle.FromNew(ToPython.Convert(value.Value));
        return PyHandle.Check(CPython.SetAttribute(Reference, key.Reference, content.Reference));
    });

    /// <summary>Python's <c>x[key] = value</c>.</summary>
    public void SetItem(PyArgument key, PyArgument value) => On(() =>
    {
        using var index = PyHandle.FromNew(ToPython.Convert(key.Value));
        using var content = PyHandle.FromNew(ToPython.Convert(value.Value));
        return PyHandle.Check(CPython.SetItem(Reference, index.Reference, content.Reference));
    });

    /// <summary>Python's <c>x(...)</c>; keyword arguments as <c>("name", value)</c>.</summary>
    public PyObject Call(params ReadOnlySpan<PyArgument> arguments)
    {
        var all = arguments.ToArray();
        return On(() => CallHere(Reference, all));
    }

    /// <summary>Python's <c>x.name(...)</c>.</summary>
    public PyObject CallMember(string name, params ReadOnlySpan<PyArgument> arguments)
    {
        var all = arguments.ToArray();
        return On(() =>
        {
            using var member = Get(name);
            return CallHere(member.Reference, all);
        });
    }

    /// <summary>Python's <c>x(...)</c>, without a thread that waits for it.</summary>
    public Task<PyObject> CallAsync(PyArgument[] arguments, CancellationToken cancellationToken = default) =>
        PythonThread.Instance.RunAsync(() => CallHere(Reference, arguments), cancellationToken);

    /// <summary>Another reference to the same object.</summary>
    public PyObject Clone() => On(() => new PyObject(PyHandle.FromBorrowed(Reference)));

    /// <summary>Python's <c>float(x)</c>.</summary>
    public double ToDouble() => On(() =>
    {
        double value = CPython.FloatValue(Reference);
        return value == -1 && CPython.ErrorOccurred() != 0 ? throw PythonError.Fetch() : value;
    });

    /// <summary>A whole number.</summary>
    public long ToInt64() => On(() =>
    {
        long value = CPython.IntegerValue(Reference);
        return value == -1 && CPython.ErrorOccurred() != 0 ? throw PythonError.Fetch() : value;
    });

    /// <summary>Python's <c>bool(x)</c>.</summary>
    public bool ToBoolean() => On(() => PyHandle.Check(CPython.IsTrue(Reference)) != 0);

    /// <summary>The contents of <c>bytes</c>.</summary>
    public byte[] ToBytes() => On(() =>
    {
        byte* contents;
        nint length;
        PyHandle.Check(CPython.BytesContents(Reference, &contents, &length));
        return new ReadOnlySpan<byte>(contents, checked((int)length)).ToArray();
    });

    /// <summary>The items of a list, a tuple, or anything that can be gone through.</summary>
    public List<PyObject> ToList() => On(() =>
    {
        var items = new List<PyObject>();
        using var iterator = NewIterator(Reference);
        while (NextItem(iterator.Reference) is { } item)
        {
            items.Add(item);
        }
        return items;
    });

    /// <summary>A dictionary with keys of text.</summary>
    public Dictionary<string, PyObject> ToDictionary() => On(() =>
    {
        using var items = CallMember("items");
        var entries = new Dictionary<string, PyObject>();
        foreach (var pair in items.ToList())
        {
            using (pair)
            {
                using var key = pair[0];
                entries[key.ToString()] = pair[1];
            }
        }
        return entries;
    });

    /// <summary>A copy as an array: of a NumPy array, or of anything that <c>numpy.asarray</c> takes.</summary>
    /// <remarks>float16 becomes float32, other whole numbers int64.</remarks>
    public NDArray ToNDArray() => On(() =>
    {
        using var readable = Support.Call("readable", this);
        using PyObject array = readable[0], dtype = readable[1], shape = readable[2];
        var result = NDArrays.Empty(KerasDType.Parse(dtype.ToString()), new([.. shape.ToList().Select(length => (int)length.ToInt64())]));
        PyBuffer buffer;
        PyHandle.Check(CPython.GetBuffer(array.Reference, &buffer, 0));
        try
        {
            new ReadOnlySpan<byte>(buffer.Memory, checked((int)buffer.Length)).CopyTo(NDArrays.Bytes(result));
        }
        finally
        {
            CPython.ReleaseBuffer(&buffer);
        }
        GC.KeepAlive(result);
        return result;
    });

    /// <summary>Python's <c>str(x)</c>.</summary>
    public override string ToString() => _handle.IsClosed ? "(disposed)" : On(() =>
    {
        using var text = PyHandle.FromNew(CPython.Str(Reference));
        nint length;
        byte* contents = CPython.StringUtf8(text.Reference, &length);
        PyHandle.Check((nint)contents);
        return Encoding.UTF8.GetString(contents, checked((int)length));
    });

    /// <summary>Goes through the items as Python's <c>for</c> does: each is asked for when its turn comes.</summary>
    public IEnumerator<PyObject> GetEnumerator()
    {
        using var iterator = On(() => NewIterator(Reference));
        while (iterator.On(() => NextItem(iterator.Reference)) is { } item)
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the reference back.</summary>
    public void Dispose() => _handle.Dispose();

    internal static PyObject New(nint reference) => new(PyHandle.FromNew(reference));

    private static PyObject Attribute(nint owner, string name)
    {
        using var key = PyHandle.FromNew(ToPython.Text(name));
        return New(CPython.GetAttribute(owner, key.Reference));
    }

    private static PyObject NewIterator(nint reference) => New(CPython.GetIterator(reference));

    /// <summary>The next item, or null at the end.</summary>
    private static PyObject? NextItem(nint iterator) => CPython.Next(iterator) switch
    {
        not 0 and var item => New(item),
        _ when CPython.ErrorOccurred() != 0 => throw PythonError.Fetch(),
        _ => null,
    };

    private static PyObject CallHere(nint function, PyArgument[] arguments)
    {
        // What is called may be disposed while it runs.
        using var callable = PyHandle.FromBorrowed(function);
        using var positional = PyHandle.FromNew(ToPython.Tuple([.. arguments.Where(argument => argument.Name is null)]));
        var named = arguments.Where(argument => argument.Name is not null).Select(argument => ((PyArgument)argument.Name, argument)).ToArray();
        using var keywords = named.Length == 0 ? null : PyHandle.FromNew(ToPython.Convert(named));
        return New(CPython.Call(function, positional.Reference, keywords?.Reference ?? 0));
    }

    private T On<T>(Func<T> work)
    {
        var thread = PythonThread.Instance;
        var result = thread.Run(work);
        GC.KeepAlive(this);
        return result;
    }
}
