using System.Collections;
using Keras.Saving;
using NumSharp;

namespace Keras;

/// <summary>The outputs of a model for some samples, in the model's order: by position, by name, or taken apart.</summary>
public sealed class Predictions : IReadOnlyList<NDArray>
{
    private readonly NDArray[] _arrays;
    private readonly IReadOnlyList<string> _names;

    internal Predictions(NDArray[] arrays, IReadOnlyList<string> names) => (_arrays, _names) = (arrays, names);

    /// <summary>How many outputs there are.</summary>
    public int Count => _arrays.Length;

    /// <summary>The outputs' names in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The output at that place.</summary>
    public NDArray this[int index] => index >= 0 && index < Count
        ? _arrays[index]
        : throw new ArgumentOutOfRangeException(nameof(index), $"There are {Count} outputs ({string.Join(", ", _names)}); there is none at place {index}.");

    /// <summary>The output of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public NDArray this[string name] => _names.ToList().IndexOf(name) is >= 0 and var at
        ? _arrays[at]
        : throw new KeyNotFoundException($"There is no output '{name}'.{NearestName.Suggest(name, _names)}");

    /// <summary>Two outputs.</summary>
    public void Deconstruct(out NDArray first, out NDArray second)
    {
        Expect(2);
        (first, second) = (_arrays[0], _arrays[1]);
    }

    /// <summary>Three outputs.</summary>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third)
    {
        Expect(3);
        (first, second, third) = (_arrays[0], _arrays[1], _arrays[2]);
    }

    /// <summary>The outputs in order.</summary>
    public IEnumerator<NDArray> GetEnumerator() => ((IEnumerable<NDArray>)_arrays).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Expect(int count)
    {
        if (Count != count)
        {
            throw new InvalidOperationException($"There are {Count} outputs ({string.Join(", ", _names)}); they cannot be taken apart into {count}.");
        }
    }
}
