namespace Keras.Python.Child;

/// <summary>Python written here.</summary>
internal static class Source
{
    /// <summary>Runs the text and returns what it defined under that name.</summary>
    public static PyObject Define(string text, string name)
    {
        using var builtins = Py.Import("builtins");
        using var names = builtins.CallMember("dict");
        using var nothing = builtins.CallMember("exec", text, names);
        return names[name];
    }
}
