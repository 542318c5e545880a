namespace Keras.Python.Tests.Objects;

/// <summary>Python written in a test.</summary>
internal static class PythonSource
{
    /// <summary>Runs the text as a module of that name, and returns the names that it has set.</summary>
    public static PyObject Run(string text, string name)
    {
        using var builtins = Py.Import("builtins");
        using var code = builtins.CallMember("compile", text, $"{name}.py", "exec");
        var names = builtins.CallMember("dict", ("__name__", name));
        builtins.CallMember("exec", code, names).Dispose();
        return names;
    }
}
