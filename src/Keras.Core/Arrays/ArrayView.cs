using System.Numerics;
using System.Runtime.InteropServices;

namespace Keras.Core;

/// <summary>
/// Somebody else's array, seen as samples along its first axis. Nothing is copied when a view is made: samples are converted
/// while they are gathered into a batch.
/// </summary>
internal abstract class ArrayView(KerasDType dtype, Dimensions shape)
{
    /// <summary>The type of the elements as they lie in memory.</summary>
    public KerasDType DType { get; } = dtype;

    public Dimensions Shape { get; } = shape;

    /// <summary>The number of samples: the length of the first axis.</summary>
    /// <exception cref="ArgumentException">The array has no axes.</exception>
    public int Count => Shape.Rank > 0
        ? Shape[0]
        : throw new ArgumentException("Data must have at least one axis, the samples; received a single number (shape ()). Use an array of shape (1,) for one sample.");

    /// <summary>The shape of one sample.</summary>
    public Dimensions SampleShape { get; } = shape.Rank > 0 ? shape.Slice(1, shape.Rank - 1) : [];

    /// <summary>
    /// Writes the samples numbered by <paramref name="rows"/>, one after another and row-major, converting each element to
    /// <typeparamref name="T"/>: <c>float</c> or <c>double</c>.
    /// </summary>
    public void Gather<T>(ReadOnlySpan<int> rows, Span<T> destination) where T : unmanaged
    {
        int count = Count;
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)count)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), $"Sample {row} does not exist: the array has {count} samples (shape {Shape}).");
            }
        }
        CheckLength((long)rows.Length * SampleShape.Product, destination.Length);
        if (typeof(T) == typeof(float))
        {
            GatherCore(rows, MemoryMarshal.Cast<T, float>(destination));
        }
        else if (typeof(T) == typeof(double))
        {
            GatherCore(rows, MemoryMarshal.Cast<T, double>(destination));
        }
        else
        {
            throw new NotSupportedException($"Samples are gathered as float or double, not as {typeof(T).Name}.");
        }
    }

    /// <summary>Writes all elements row-major, converted to <typeparamref name="T"/>: <c>float</c> or <c>double</c>.</summary>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged
    {
        CheckLength(Shape.Product, destination.Length);
        if (typeof(T) == typeof(float))
        {
            CopyCore(MemoryMarshal.Cast<T, float>(destination));
        }
        else if (typeof(T) == typeof(double))
        {
            CopyCore(MemoryMarshal.Cast<T, double>(destination));
        }
        else
        {
            throw new NotSupportedException($"Elements are copied as float or double, not as {typeof(T).Name}.");
        }
    }

    /// <summary>Where the elements lie, for somebody who reads them there; null when they lie in no single memory.</summary>
    public virtual Strided? Strides => null;

    protected abstract void GatherCore(ReadOnlySpan<int> rows, Span<float> destination);

    protected abstract void GatherCore(ReadOnlySpan<int> rows, Span<double> destination);

    protected abstract void CopyCore(Span<float> destination);

    protected abstract void CopyCore(Span<double> destination);

    /// <summary>The elements' dtype by Keras's name and the shape: <c>float32 (60000, 784)</c>.</summary>
    public override string ToString() => $"{DType} {Shape}";

    private static void CheckLength(long needed, int available)
    {
        if (available < needed)
        {
            throw new ArgumentException($"The destination holds {available} elements, and {needed} are to be written.");
        }
    }

    /// <summary>Elements at regular distances.</summary>
    /// <param name="Memory">What holds them.</param>
    /// <param name="Offset">The place of the first one, in elements.</param>
    /// <param name="Distances">The distance between neighbours along each axis, in elements.</param>
    internal sealed record Strided(ElementMemory Memory, long Offset, long[] Distances);
}
