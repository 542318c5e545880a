using NumSharp;

namespace Keras.Python;

/// <summary>What is passed to Python: a value, or by name as in <c>("axis", 0)</c>.</summary>
/// <remarks>
/// Numbers, text, truth values, <c>null</c> (None), bytes, NDArray (as a NumPy array over the same memory: a later change of the one is seen in the other, and the memory is kept as
/// long as Python needs it), lists, dictionaries, other Python objects.
/// </remarks>
/// <example><code>var mean = numpy.CallMember("mean", array, ("axis", 0));</code></example>
public readonly struct PyArgument
{
    private PyArgument(object? value, string? name = null) => (Value, Name) = (value, name);

    internal object? Value { get; }

    internal string? Name { get; }

    /// <summary>Python's <c>None</c>.</summary>
    public static PyArgument None => default;

    /// <summary>A list.</summary>
    public static PyArgument List(params ReadOnlySpan<PyArgument> items) => new(items.ToArray());

    /// <summary>A tuple.</summary>
    public static PyArgument Tuple(params ReadOnlySpan<PyArgument> items) => new(new PyTuple(items.ToArray()));

    /// <summary>A dictionary.</summary>
    public static PyArgument Dictionary(params ReadOnlySpan<(PyArgument Key, PyArgument Value)> items) => new(items.ToArray());

    /// <summary>A whole number.</summary>
    public static implicit operator PyArgument(int value) => new((long)value);

    /// <summary>A whole number.</summary>
    public static implicit operator PyArgument(long value) => new(value);

    /// <summary>A whole number, all 64 bits of it.</summary>
    public static implicit operator PyArgument(ulong value) => new(value);

    // Beside ulong these have to be named: C# would not know whether to take them to long or to ulong.

    /// <summary>A whole number.</summary>
    public static implicit operator PyArgument(uint value) => new((long)value);

    /// <summary>A whole number.</summary>
    public static implicit operator PyArgument(ushort value) => new((long)value);

    /// <summary>A number.</summary>
    public static implicit operator PyArgument(double value) => new(value);

    /// <summary>A truth value.</summary>
    public static implicit operator PyArgument(bool value) => new(value);

    /// <summary>Text; null is None.</summary>
    public static implicit operator PyArgument(string? value) => new(value);

    /// <summary>Bytes; null is None.</summary>
    public static implicit operator PyArgument(byte[]? value) => new(value);

    /// <summary>A NumPy array over the same memory; null is None.</summary>
    public static implicit operator PyArgument(NDArray? value) => new(value);

    /// <summary>A list of numbers; null is None.</summary>
    public static implicit operator PyArgument(double[]? value) => value is null ? default : new(Array.ConvertAll(value, item => (PyArgument)item));

    /// <summary>A list of whole numbers; null is None.</summary>
    public static implicit operator PyArgument(int[]? value) => value is null ? default : new(Array.ConvertAll(value, item => (PyArgument)item));

    /// <summary>A list of texts; null is None.</summary>
    public static implicit operator PyArgument(string[]? value) => value is null ? default : new(Array.ConvertAll(value, item => (PyArgument)item));

    /// <summary>A list; null is None.</summary>
    public static implicit operator PyArgument(PyArgument[]? value) => new(value);

    /// <summary>An object of Python's; null is None.</summary>
    public static implicit operator PyArgument(PyObject? value) => new(value);

    /// <summary>A value by name.</summary>
    public static implicit operator PyArgument((string Name, PyArgument Value) named) => new(named.Value.Value, named.Name);

    /// <summary>An array over memory that this project knows.</summary>
    internal static PyArgument Of(Core.ArrayView? view) => new(view);

    /// <summary>An array over a state's memory.</summary>
    internal static PyArgument Of(Core.State state) => new(state);

    internal sealed record PyTuple(PyArgument[] Items);
}
