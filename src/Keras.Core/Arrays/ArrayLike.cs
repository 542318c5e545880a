using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Keras.Core;
using NumSharp;

namespace Keras;

/// <summary>
/// Data for a model: one array, or several (by position or by name) for a model of several inputs or outputs. Nobody makes one:
/// what holds numbers converts to it.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>one array: NumSharp's <see cref="NDArray"/>; plain arrays (<c>float[]</c>), multi-dimensional (<c>float[,,,]</c>) and
/// jagged ones (<c>float[][]</c>, all parts of one shape); <see cref="Tensor{T}"/>;</item>
/// <item>several by position: <c>[a, b]</c>, arrays and lists of NDArray;</item>
/// <item>several by name: <c>new Dictionary&lt;string, ArrayLike&gt; { ["a"] = a, ["b"] = b }</c>, or a dictionary of NDArray.</item>
/// </list>
/// Elements are float32, float64, int32, int64, uint8 or bool. The first axis counts the samples. Nothing is copied: slices,
/// transposed and reversed arrays are read as they lie, and converted batch by batch. A later change of the array is seen.
/// </remarks>
[CollectionBuilder(typeof(ArrayLike), nameof(Create))]
public sealed class ArrayLike
{
    private readonly ArrayLike[]? _parts;

    private ArrayLike(ArrayView view) => View = view;

    private ArrayLike(ArrayLike[] parts, string[]? names = null)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            string which = names is null ? $"number {i}" : $"'{names[i]}'";
            if (parts[i] is null)
            {
                throw new ArgumentNullException(nameof(parts), $"Several arrays are given as data, and {which} is null.");
            }
            if (parts[i].View is null)
            {
                throw new ArgumentException($"Several arrays are given as data, and {which} is itself a list of arrays. Expected one flat list or dictionary: name every array in it.");
            }
        }
        _parts = parts;
        Names = names;
    }

    /// <summary>The array, when there is one; null when several are given.</summary>
    internal ArrayView? View { get; }

    /// <summary>The arrays: of one, itself.</summary>
    internal IReadOnlyList<ArrayView> Views => View is null ? [.. _parts!.Select(part => part.View!)] : [View];

    /// <summary>The names of the arrays, in the order of <see cref="Views"/>; null when they have none.</summary>
    internal IReadOnlyList<string>? Names { get; }

    /// <summary>Several arrays by position, as the collection expression <c>[a, b]</c> gives them.</summary>
    /// <exception cref="ArgumentException">One of them is itself several arrays.</exception>
    public static ArrayLike Create(ReadOnlySpan<ArrayLike> arrays) => new(arrays.ToArray());

    /// <summary>Goes through the arrays; a single one gives itself.</summary>
    public IEnumerator<ArrayLike> GetEnumerator() => ((IEnumerable<ArrayLike>)(_parts ?? [this])).GetEnumerator();

    /// <summary>One array; null stays null.</summary>
    /// <exception cref="ArgumentException">Its elements are of a type that models do not take.</exception>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator ArrayLike?(NDArray? array) => array is null ? null : new(ArrayViews.Of(array));

    /// <summary>One array: plain, multi-dimensional or jagged; null stays null.</summary>
    /// <exception cref="ArgumentException">Its elements are of a type that models do not take, or its parts differ in shape.</exception>
    [return: NotNullIfNotNull(nameof(array))]
    public static implicit operator ArrayLike?(Array? array) => array is null ? null : new(ArrayViews.Of(array));

    /// <summary>One tensor of float32.</summary>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator ArrayLike?(Tensor<float>? tensor) => Of(tensor, KerasDType.Float32);

    /// <summary>One tensor of float64.</summary>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator ArrayLike?(Tensor<double>? tensor) => Of(tensor, KerasDType.Float64);

    /// <summary>One tensor of int32.</summary>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator ArrayLike?(Tensor<int>? tensor) => Of(tensor, KerasDType.Int32);

    /// <summary>One tensor of int64.</summary>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator ArrayLike?(Tensor<long>? tensor) => Of(tensor, KerasDType.Int64);

    /// <summary>One tensor of uint8.</summary>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator ArrayLike?(Tensor<byte>? tensor) => Of(tensor, KerasDType.UInt8);

    /// <summary>One tensor of bool.</summary>
    [return: NotNullIfNotNull(nameof(tensor))]
    public static implicit operator ArrayLike?(Tensor<bool>? tensor) => Of(tensor, KerasDType.Bool);

    /// <summary>Several arrays by position.</summary>
    [return: NotNullIfNotNull(nameof(arrays))]
    public static implicit operator ArrayLike?(NDArray[]? arrays) => arrays is null ? null : new([.. arrays]);

    /// <summary>Several arrays by position.</summary>
    [return: NotNullIfNotNull(nameof(arrays))]
    public static implicit operator ArrayLike?(ArrayLike[]? arrays) => arrays is null ? null : new([.. arrays]);

    /// <summary>Several arrays by position.</summary>
    [return: NotNullIfNotNull(nameof(arrays))]
    public static implicit operator ArrayLike?(List<NDArray>? arrays) => arrays is null ? null : new([.. arrays]);

    /// <summary>Several arrays by position.</summary>
    [return: NotNullIfNotNull(nameof(arrays))]
    public static implicit operator ArrayLike?(List<ArrayLike>? arrays) => arrays is null ? null : new([.. arrays]);

    /// <summary>Several arrays by name.</summary>
    [return: NotNullIfNotNull(nameof(arrays))]
    public static implicit operator ArrayLike?(Dictionary<string, NDArray>? arrays) =>
        arrays is null ? null : new([.. arrays.Values], [.. arrays.Keys]);

    /// <summary>Several arrays by name.</summary>
    [return: NotNullIfNotNull(nameof(arrays))]
    public static implicit operator ArrayLike?(Dictionary<string, ArrayLike>? arrays) =>
        arrays is null ? null : new([.. arrays.Values], [.. arrays.Keys]);

    /// <summary>Dtype and shape, for instance <c>float32 (60000, 784)</c>; of several arrays, the list or dictionary of these.</summary>
    public override string ToString()
    {
        if (View is not null)
        {
            return View.ToString();
        }
        return Names is null
            ? $"[{string.Join(", ", Views)}]"
            : $"{{{string.Join(", ", Names.Zip(Views, (name, view) => $"'{name}': {view}"))}}}";
    }

    private static ArrayLike? Of<T>(Tensor<T>? tensor, KerasDType dtype) where T : unmanaged =>
        tensor is null ? null : new(ArrayViews.Of(tensor, dtype));
}
