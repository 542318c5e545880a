using System.Runtime.InteropServices;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>One owned reference to a Python object. It is given back on the Python thread, whoever lets go of it.</summary>
internal sealed class PyHandle : SafeHandle
{
    private PyHandle(nint reference) : base(0, ownsHandle: true) => SetHandle(reference);

    public override bool IsInvalid => handle == 0;

    /// <summary>The object; use it within the lifetime of this handle.</summary>
    public nint Reference => handle;

    /// <summary>Takes over a new reference that a function returned; 0 is the exception that Python raised.</summary>
    /// <exception cref="PythonException">Python raised an exception.</exception>
    public static PyHandle FromNew(nint reference) => new(Check(reference));

    /// <summary>Keeps an object whose reference somebody else owns.</summary>
    public static unsafe PyHandle FromBorrowed(nint reference)
    {
        CPython.IncRef(Check(reference));
        return new(reference);
    }

    /// <summary>The reference, or the exception that 0 stands for.</summary>
    public static nint Check(nint reference) => reference != 0 ? reference : throw PythonError.Fetch();

    /// <summary>The exception that a negative answer stands for.</summary>
    public static int Check(int answer) => answer >= 0 ? answer : throw PythonError.Fetch();

    protected override bool ReleaseHandle()
    {
        PythonThread.Instance.Release(handle);
        return true;
    }
}
