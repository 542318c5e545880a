using System.Runtime.InteropServices;

namespace Keras.Python.Interop;

/// <summary>The functions of CPython's C API that this project calls. A pointer of type <see cref="nint"/> is a <c>PyObject*</c>; each is called on the Python thread with the lock held.</summary>
/// <remarks>
/// New references are returned unless a comment says otherwise. Only functions of the stable ABI are used, but for those that start the interpreter.
/// Source: <see href="https://docs.python.org/3/c-api/"/>.
/// </remarks>
internal static unsafe class CPython
{
    /// <summary>Reference counts.</summary>
    public static delegate* unmanaged[Cdecl]<nint, void> IncRef, DecRef;

    /// <summary>The lock: given up and taken back by the thread that has it.</summary>
    public static delegate* unmanaged[Cdecl]<nint> SaveThread;
    public static delegate* unmanaged[Cdecl]<nint, void> RestoreThread;

    /// <summary>A module by its name, a <c>str</c>.</summary>
    public static delegate* unmanaged[Cdecl]<nint, nint> Import;

    public static delegate* unmanaged[Cdecl]<nint, nint, nint> GetAttribute, GetItem;
    public static delegate* unmanaged[Cdecl]<nint, nint, nint, int> SetAttribute, SetItem;
    public static delegate* unmanaged[Cdecl]<nint, nint, nint, nint> Call;
    public static delegate* unmanaged[Cdecl]<nint, nint> Str, Type, GetIterator;

    /// <summary>The next item, or 0 at the end and after an error.</summary>
    public static delegate* unmanaged[Cdecl]<nint, nint> Next;
    public static delegate* unmanaged[Cdecl]<nint, int> IsTrue;
    public static delegate* unmanaged[Cdecl]<nint, nint, int> IsInstance;
    public static delegate* unmanaged[Cdecl]<nint, nint> Length;

    public static delegate* unmanaged[Cdecl]<nint, nint> NewTuple, NewList;

    /// <summary>These take over the reference to the item.</summary>
    public static delegate* unmanaged[Cdecl]<nint, nint, nint, int> SetTupleItem, SetListItem;

    /// <summary>A borrowed reference.</summary>
    public static delegate* unmanaged[Cdecl]<nint, nint, nint> TupleItem;
    public static delegate* unmanaged[Cdecl]<nint> NewDictionary;
    public static delegate* unmanaged[Cdecl]<nint, nint, nint, int> SetDictionaryItem;

    public static delegate* unmanaged[Cdecl]<byte*, nint, byte*, nint> NewString;
    public static delegate* unmanaged[Cdecl]<nint, nint*, byte*> StringUtf8;
    public static delegate* unmanaged[Cdecl]<byte*, nint, nint> NewBytes;
    public static delegate* unmanaged[Cdecl]<nint, byte**, nint*, int> BytesContents;
    public static delegate* unmanaged[Cdecl]<long, nint> NewInteger;
    public static delegate* unmanaged[Cdecl]<ulong, nint> NewUnsigned;
    public static delegate* unmanaged[Cdecl]<nint, long> IntegerValue;
    public static delegate* unmanaged[Cdecl]<double, nint> NewFloat;
    public static delegate* unmanaged[Cdecl]<nint, double> FloatValue;
    public static delegate* unmanaged[Cdecl]<nint, nint> NewBool;

    /// <summary>The raised exception's type, borrowed, or 0.</summary>
    public static delegate* unmanaged[Cdecl]<nint> ErrorOccurred;
    public static delegate* unmanaged[Cdecl]<nint, nint, void> SetErrorObject;
    public static delegate* unmanaged[Cdecl]<nint*, nint*, nint*, void> FetchError, NormalizeError;
    public static delegate* unmanaged[Cdecl]<nint, nint, int> SetTraceback;

    public static delegate* unmanaged[Cdecl]<nint, PyBuffer*, int, int> GetBuffer;
    public static delegate* unmanaged[Cdecl]<PyBuffer*, void> ReleaseBuffer;
    public static delegate* unmanaged[Cdecl]<PyMethodDefinition*, nint, nint, nint> NewFunction;
    public static delegate* unmanaged[Cdecl]<nint, byte*, delegate* unmanaged[Cdecl]<nint, void>, nint> NewCapsule;
    public static delegate* unmanaged[Cdecl]<nint, byte*, nint> CapsulePointer;

    /// <summary>Compiles source text; the numbers are Python's <c>Py_file_input</c> and its kin.</summary>
    public static delegate* unmanaged[Cdecl]<byte*, byte*, int, nint> Compile;
    public static delegate* unmanaged[Cdecl]<nint, nint, nint, nint> Evaluate;

    /// <summary>A borrowed reference.</summary>
    public static delegate* unmanaged[Cdecl]<byte*, nint> AddModule;

    public static nint None, True, False, RuntimeError;

    /// <summary>Finds the functions in a loaded library.</summary>
    public static void Bind(nint library)
    {
        nint F(string name) => NativeLibrary.GetExport(library, name);
        IncRef = (delegate* unmanaged[Cdecl]<nint, void>)F("Py_IncRef");
        DecRef = (delegate* unmanaged[Cdecl]<nint, void>)F("Py_DecRef");
        SaveThread = (delegate* unmanaged[Cdecl]<nint>)F("PyEval_SaveThread");
        RestoreThread = (delegate* unmanaged[Cdecl]<nint, void>)F("PyEval_RestoreThread");
        Import = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyImport_Import");
        GetAttribute = (delegate* unmanaged[Cdecl]<nint, nint, nint>)F("PyObject_GetAttr");
        GetItem = (delegate* unmanaged[Cdecl]<nint, nint, nint>)F("PyObject_GetItem");
        SetAttribute = (delegate* unmanaged[Cdecl]<nint, nint, nint, int>)F("PyObject_SetAttr");
        SetItem = (delegate* unmanaged[Cdecl]<nint, nint, nint, int>)F("PyObject_SetItem");
        Call = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)F("PyObject_Call");
        Str = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyObject_Str");
        Type = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyObject_Type");
        GetIterator = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyObject_GetIter");
        Next = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyIter_Next");
        IsTrue = (delegate* unmanaged[Cdecl]<nint, int>)F("PyObject_IsTrue");
        IsInstance = (delegate* unmanaged[Cdecl]<nint, nint, int>)F("PyObject_IsInstance");
        Length = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyObject_Size");
        NewTuple = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyTuple_New");
        NewList = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyList_New");
        SetTupleItem = (delegate* unmanaged[Cdecl]<nint, nint, nint, int>)F("PyTuple_SetItem");
        SetListItem = (delegate* unmanaged[Cdecl]<nint, nint, nint, int>)F("PyList_SetItem");
        TupleItem = (delegate* unmanaged[Cdecl]<nint, nint, nint>)F("PyTuple_GetItem");
        NewDictionary = (delegate* unmanaged[Cdecl]<nint>)F("PyDict_New");
        SetDictionaryItem = (delegate* unmanaged[Cdecl]<nint, nint, nint, int>)F("PyDict_SetItem");
        NewString = (delegate* unmanaged[Cdecl]<byte*, nint, byte*, nint>)F("PyUnicode_DecodeUTF8");
        StringUtf8 = (delegate* unmanaged[Cdecl]<nint, nint*, byte*>)F("PyUnicode_AsUTF8AndSize");
        NewBytes = (delegate* unmanaged[Cdecl]<byte*, nint, nint>)F("PyBytes_FromStringAndSize");
        BytesContents = (delegate* unmanaged[Cdecl]<nint, byte**, nint*, int>)F("PyBytes_AsStringAndSize");
        NewInteger = (delegate* unmanaged[Cdecl]<long, nint>)F("PyLong_FromLongLong");
        NewUnsigned = (delegate* unmanaged[Cdecl]<ulong, nint>)F("PyLong_FromUnsignedLongLong");
        IntegerValue = (delegate* unmanaged[Cdecl]<nint, long>)F("PyLong_AsLongLong");
        NewFloat = (delegate* unmanaged[Cdecl]<double, nint>)F("PyFloat_FromDouble");
        FloatValue = (delegate* unmanaged[Cdecl]<nint, double>)F("PyFloat_AsDouble");
        NewBool = (delegate* unmanaged[Cdecl]<nint, nint>)F("PyBool_FromLong");
        ErrorOccurred = (delegate* unmanaged[Cdecl]<nint>)F("PyErr_Occurred");
        SetErrorObject = (delegate* unmanaged[Cdecl]<nint, nint, void>)F("PyErr_SetObject");
        FetchError = (delegate* unmanaged[Cdecl]<nint*, nint*, nint*, void>)F("PyErr_Fetch");
        NormalizeError = (delegate* unmanaged[Cdecl]<nint*, nint*, nint*, void>)F("PyErr_NormalizeException");
        SetTraceback = (delegate* unmanaged[Cdecl]<nint, nint, int>)F("PyException_SetTraceback");
        GetBuffer = (delegate* unmanaged[Cdecl]<nint, PyBuffer*, int, int>)F("PyObject_GetBuffer");
        ReleaseBuffer = (delegate* unmanaged[Cdecl]<PyBuffer*, void>)F("PyBuffer_Release");
        NewFunction = (delegate* unmanaged[Cdecl]<PyMethodDefinition*, nint, nint, nint>)F("PyCFunction_NewEx");
        NewCapsule = (delegate* unmanaged[Cdecl]<nint, byte*, delegate* unmanaged[Cdecl]<nint, void>, nint>)F("PyCapsule_New");
        CapsulePointer = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)F("PyCapsule_GetPointer");
        Compile = (delegate* unmanaged[Cdecl]<byte*, byte*, int, nint>)F("Py_CompileString");
        Evaluate = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)F("PyEval_EvalCode");
        AddModule = (delegate* unmanaged[Cdecl]<byte*, nint>)F("PyImport_AddModule");
        None = F("_Py_NoneStruct");
        True = F("_Py_TrueStruct");
        False = F("_Py_FalseStruct");
        RuntimeError = *(nint*)F("PyExc_RuntimeError");
    }
}

/// <summary>CPython's <c>Py_buffer</c>: memory that an object lends.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyBuffer
{
    public byte* Memory;
    public nint Owner;
    public nint Length;
    public nint ItemSize;
    public int IsReadOnly;
    public int AxisCount;
    public byte* Format;
    public nint* Shape;
    public nint* Strides;
    public nint* Suboffsets;
    public nint Internal;
}

/// <summary>CPython's <c>PyMethodDef</c>: a function written in another language.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PyMethodDefinition
{
    public byte* Name;
    public delegate* unmanaged[Cdecl]<nint, nint, nint, nint> Function;
    public int Flags;
    public byte* Documentation;
}
