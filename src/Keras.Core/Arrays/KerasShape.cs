using System.Collections;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>The shape of a tensor: its dimensions, of which some may be unknown (<c>null</c>, Python's <c>None</c>).</summary>
/// <remarks>
/// Converts from a number, a tuple or a collection: <c>784</c>, <c>(28, 28, 1)</c>, <c>[28, 28, 1]</c>, <c>(null, 28)</c>.
/// A number stands for a shape of one dimension, as <c>shape=(784,)</c> does in Python.
/// </remarks>
[CollectionBuilder(typeof(KerasShape), nameof(Create))]
public readonly struct KerasShape : IEquatable<KerasShape>, IReadOnlyList<int?>
{
    private readonly int?[]? _dimensions;

    /// <summary>A shape of the given dimensions; <c>null</c> is an unknown one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public KerasShape(params ReadOnlySpan<int?> dimensions)
    {
        foreach (var dimension in dimensions)
        {
            if (dimension < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(dimensions), $"A dimension of a shape must be 0 or more, or null for an unknown one; received {dimension}.");
            }
        }
        _dimensions = dimensions.ToArray();
    }

    /// <summary>Builds a shape for a collection expression such as <c>[28, 28, 1]</c>.</summary>
    public static KerasShape Create(ReadOnlySpan<int?> dimensions) => new(dimensions);

    private ReadOnlySpan<int?> Span => _dimensions;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions?.Length ?? 0;

    /// <summary>The number of dimensions, as <see cref="Rank"/>.</summary>
    public int Count => Rank;

    /// <summary>The dimension at <paramref name="axis"/>; negative axes count from the end, as in Python.</summary>
    public int? this[int axis] => Span[axis < 0 ? axis + Rank : axis];

    /// <summary>True when every dimension is known.</summary>
    public bool IsKnown
    {
        get
        {
            foreach (var dimension in Span)
            {
                if (dimension is null)
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>This shape with the batch axis, unknown, in front.</summary>
    internal KerasShape WithBatch(int? batch = null) => new([batch, .. Span]);

    /// <summary>This shape without its first axis.</summary>
    internal KerasShape WithoutBatch() => new(Span[1..]);

    /// <summary>The dimensions with every unknown one replaced by <paramref name="unknown"/>.</summary>
    internal Core.Dimensions Fill(int unknown)
    {
        var filled = new int[Rank];
        for (int axis = 0; axis < filled.Length; axis++)
        {
            filled[axis] = Span[axis] ?? unknown;
        }
        return new(filled);
    }

    /// <summary>True when this shape could stand where <paramref name="other"/> is expected: same rank, and equal wherever both are known.</summary>
    internal bool IsCompatibleWith(KerasShape other)
    {
        if (Rank != other.Rank)
        {
            return false;
        }
        for (int axis = 0; axis < Rank; axis++)
        {
            if (this[axis] is { } mine && other[axis] is { } theirs && mine != theirs)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A shape of one dimension.</summary>
    public static implicit operator KerasShape(int dimension) => new(dimension);

    /// <summary>A shape of two dimensions.</summary>
    public static implicit operator KerasShape((int? First, int? Second) dimensions) => new(dimensions.First, dimensions.Second);

    /// <summary>A shape of three dimensions.</summary>
    public static implicit operator KerasShape((int? First, int? Second, int? Third) dimensions) => new(dimensions.First, dimensions.Second, dimensions.Third);

    /// <summary>A shape of four dimensions.</summary>
    public static implicit operator KerasShape((int? First, int? Second, int? Third, int? Fourth) dimensions) =>
        new(dimensions.First, dimensions.Second, dimensions.Third, dimensions.Fourth);

    /// <summary>A shape of the given dimensions.</summary>
    public static implicit operator KerasShape(int?[] dimensions) => new(dimensions);

    /// <summary>A shape of the given dimensions.</summary>
    public static implicit operator KerasShape(int[] dimensions) => new(Array.ConvertAll(dimensions, dimension => (int?)dimension));

    /// <inheritdoc/>
    public bool Equals(KerasShape other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KerasShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dimension in Span)
        {
            hash.Add(dimension);
        }
        return hash.ToHashCode();
    }

    /// <summary>True when both shapes have the same dimensions.</summary>
    public static bool operator ==(KerasShape left, KerasShape right) => left.Equals(right);

    /// <summary>True when the shapes differ.</summary>
    public static bool operator !=(KerasShape left, KerasShape right) => !left.Equals(right);

    /// <summary>The shape as Python prints it: <c>(None, 28, 28)</c>, <c>(784,)</c>, <c>()</c>.</summary>
    public override string ToString()
    {
        var dimensions = string.Join(", ", Span.ToArray().Select(dimension => dimension?.ToString() ?? "None"));
        return Rank == 1 ? $"({dimensions},)" : $"({dimensions})";
    }

    /// <summary>The dimensions in order.</summary>
    public IEnumerator<int?> GetEnumerator() => ((IEnumerable<int?>)(_dimensions ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
