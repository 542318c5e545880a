using System.Text;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>The part of this project that is written in Python: modules made of embedded text.</summary>
internal static unsafe class Support
{
    private const int FileInput = 257;

    private static PyObject? s_module;

    /// <summary>Whether exceptions can be described.</summary>
    public static bool IsReady => s_module is not null;

    /// <summary>On the Python thread, once: makes the module.</summary>
    public static void Prepare() => s_module = Load("support.py", "_autoencoders_support");

    /// <summary>Calls one of its functions.</summary>
    public static PyObject Call(string name, params ReadOnlySpan<PyArgument> arguments) => s_module!.CallMember(name, arguments);

    /// <summary>On the Python thread: runs an embedded source file as a module of that name.</summary>
    public static PyObject Load(string resource, string name)
    {
        using var stream = typeof(Support).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        byte[] source = Text(reader.ReadToEnd()), file = Text($"<{resource}>"), module = Text(name);
        fixed (byte* text = source, place = file, moduleName = module)
        {
            using var code = PyHandle.FromNew(CPython.Compile(text, place, FileInput));
            var made = new PyObject(PyHandle.FromBorrowed(CPython.AddModule(moduleName)));
            using var dictionary = made.Get("__dict__");
            using var builtins = Py.ImportHere("builtins");
            dictionary.SetItem("__builtins__", builtins);
            using var result = PyHandle.FromNew(CPython.Evaluate(code.Reference, dictionary.Reference, dictionary.Reference));
            return made;
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
