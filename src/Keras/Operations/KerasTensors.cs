using System.Collections;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>One tensor or several: what a layer is called on. Converts from one tensor, an array or a list, and is built by <c>[a, b]</c>.</summary>
[CollectionBuilder(typeof(KerasTensors), nameof(Create))]
public sealed class KerasTensors : IReadOnlyList<KerasTensor>
{
    private readonly KerasTensor[] _tensors;

    private KerasTensors(KerasTensor[] tensors, bool isList)
    {
        _tensors = tensors;
        IsList = isList;
        if (Array.IndexOf(tensors, null) is >= 0 and var at)
        {
            throw new ArgumentNullException(nameof(tensors), $"Tensor {at} of {tensors.Length} is null.");
        }
    }

    /// <summary>Builds the list for a collection expression such as <c>[a, b]</c>.</summary>
    public static KerasTensors Create(ReadOnlySpan<KerasTensor> tensors) => new(tensors.ToArray(), isList: true);

    /// <summary>True when it was written as a list, also of one tensor: Keras writes <c>[["x", 0, 0]]</c> then, else <c>["x", 0, 0]</c>.</summary>
    internal bool IsList { get; }

    /// <summary>How many tensors there are.</summary>
    public int Count => _tensors.Length;

    /// <summary>The tensor at that place.</summary>
    public KerasTensor this[int index] => _tensors[index];

    /// <summary>One tensor.</summary>
    public static implicit operator KerasTensors(KerasTensor tensor) => new([tensor], isList: false);

    /// <summary>Several tensors.</summary>
    public static implicit operator KerasTensors(KerasTensor[] tensors) => new([.. tensors], isList: true);

    /// <summary>Several tensors.</summary>
    public static implicit operator KerasTensors(List<KerasTensor> tensors) => new([.. tensors], isList: true);

    /// <summary>The tensors in order.</summary>
    public IEnumerator<KerasTensor> GetEnumerator() => ((IEnumerable<KerasTensor>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
