using Keras.Python.Interop;
using Keras.Python.Objects;

namespace Keras.Python;

/// <summary>The arguments with which Python called a C# function. They are given back when the function returns; keep what outlives it with <see cref="PyObject.Clone"/>.</summary>
public sealed class PyArguments : IDisposable
{
    private readonly PyObject[] _positional;
    private readonly PyObject? _keywords;

    internal unsafe PyArguments(nint positional, nint keywords)
    {
        _positional = new PyObject[CPython.Length(positional)];
        for (int i = 0; i < _positional.Length; i++)
        {
            _positional[i] = new(PyHandle.FromBorrowed(CPython.TupleItem(positional, i)));
        }
        _keywords = keywords == 0 ? null : new(PyHandle.FromBorrowed(keywords));
    }

    /// <summary>How many positional arguments there are.</summary>
    public int Count => _positional.Length;

    /// <summary>A positional argument.</summary>
    public PyObject this[int index] => _positional[index];

    /// <summary>The names of the keyword arguments, in the order in which they were given.</summary>
    public IReadOnlyList<string> Keywords => _keywords is null ? [] : [.. _keywords.Select(Text)];

    /// <summary>The keyword argument of that name; null when it was not given, or is <c>None</c>.</summary>
    public PyObject? Find(string name) => _keywords?.CallMember("get", name) is { IsNone: false } found ? found : null;

    /// <summary>Gives the arguments back.</summary>
    public void Dispose()
    {
        foreach (var argument in _positional)
        {
            argument.Dispose();
        }
        _keywords?.Dispose();
    }

    private static string Text(PyObject name)
    {
        using (name)
        {
            return name.ToString();
        }
    }
}
