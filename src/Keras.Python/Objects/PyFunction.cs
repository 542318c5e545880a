using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>A C# function that Python can call, with positional and keyword arguments.</summary>
internal sealed unsafe class PyFunction
{
    /// <summary>Python's METH_VARARGS and METH_KEYWORDS.</summary>
    private const int VariableArguments = 1, Keywords = 2;

    private static readonly PyMethodDefinition* s_definition = Define();

    private readonly Func<PyArguments, PyArgument> _body;
    private readonly bool _here;

    private PyFunction(Func<PyArguments, PyArgument> body, bool here) => (_body, _here) = (body, here);

    /// <summary>A callable.</summary>
    /// <param name="body">What it does.</param>
    /// <param name="here">Whether it runs on the Python thread itself: for code of this project that is short and asks nothing of other threads.</param>
    public static PyObject Make(Func<PyArguments, PyArgument> body, bool here = false)
    {
        using var self = PyHandle.FromNew(Capsule.Make(new PyFunction(body, here)));
        return new(PyHandle.FromNew(CPython.NewFunction(s_definition, self.Reference, 0)));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Invoke(nint self, nint positional, nint keywords)
    {
        try
        {
            var function = Capsule.Read<PyFunction>(self);
            using var arguments = new PyArguments(positional, keywords);
            PyArgument result = default;
            if (function._here)
            {
                result = function._body(arguments);
            }
            else
            {
                PythonThread.Instance.CallBack(() => result = function._body(arguments));
            }
            return ToPython.Convert(result.Value);
        }
        catch (Exception error)
        {
            PythonError.Raise(error);
            return 0;
        }
    }

    /// <summary>One definition serves all functions, and is never freed: Python keeps the pointer.</summary>
    private static PyMethodDefinition* Define()
    {
        var name = "csharp\0"u8;
        byte* text = (byte*)NativeMemory.Alloc((nuint)name.Length);
        name.CopyTo(new Span<byte>(text, name.Length));
        var definition = (PyMethodDefinition*)NativeMemory.AllocZeroed((nuint)sizeof(PyMethodDefinition));
        *definition = new() { Name = text, Function = &Invoke, Flags = VariableArguments | Keywords };
        return definition;
    }
}
