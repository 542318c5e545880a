using System.Runtime.ExceptionServices;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>Exceptions from Python to C# and back. One of C# that goes through Python comes out as itself.</summary>
internal static unsafe class PythonError
{
    /// <summary>Takes the raised exception from Python.</summary>
    /// <exception cref="Exception">That of C# which Python only handed on.</exception>
    public static Exception Fetch()
    {
        nint type = 0, value = 0, traceback = 0;
        CPython.FetchError(&type, &value, &traceback);
        if (type == 0)
        {
            return new InvalidOperationException("Python reported a failure without an exception.");
        }
        CPython.NormalizeError(&type, &value, &traceback);
        if (traceback != 0)
        {
            _ = CPython.SetTraceback(value, traceback);
            CPython.DecRef(traceback);
        }
        CPython.DecRef(type);
        using var error = new PyObject(PyHandle.FromNew(value));
        if (!Support.IsReady)
        {
            return new InvalidOperationException(error.ToString());
        }
        using var description = Support.Call("describe", error);
        var parts = description.ToList();
        if (!parts[4].IsNone)
        {
            ExceptionDispatchInfo.Throw(Capsule.Read<Exception>(parts[4].Reference));
        }
        return new PythonException(parts[0].ToString(), parts[1].ToString(), parts[2].ToString(), parts[3].ToString());
    }

    /// <summary>Raises an exception of C# in Python.</summary>
    public static void Raise(Exception error)
    {
        using var travelling = PyObject.New(Capsule.Make(error));
        using var raised = Support.Call("DotNetError", travelling, $"{error.GetType().Name}: {error.Message}");
        nint type = CPython.Type(raised.Reference);
        CPython.SetErrorObject(type, raised.Reference);
        CPython.DecRef(type);
    }
}
