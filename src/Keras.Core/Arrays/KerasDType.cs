using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>The type of a tensor's elements, by Keras's names: <c>"float32"</c>, <c>"float64"</c>, <c>"int32"</c>, <c>"int64"</c>, <c>"uint8"</c>, <c>"bool"</c>.</summary>
public readonly struct KerasDType : IEquatable<KerasDType>
{
    private static readonly string[] Names = ["float32", "float64", "int32", "int64", "uint8", "bool"];
    private readonly int _index;

    private KerasDType(int index) => _index = index;

    /// <summary>32-bit floating point: Keras's default.</summary>
    public static KerasDType Float32 => new(0);

    /// <summary>64-bit floating point.</summary>
    public static KerasDType Float64 => new(1);

    /// <summary>32-bit signed integer.</summary>
    public static KerasDType Int32 => new(2);

    /// <summary>64-bit signed integer.</summary>
    public static KerasDType Int64 => new(3);

    /// <summary>8-bit unsigned integer.</summary>
    public static KerasDType UInt8 => new(4);

    /// <summary>True or false.</summary>
    public static KerasDType Bool => new(5);

    /// <summary>Keras's name of the dtype.</summary>
    public string Name => Names[_index];

    /// <summary>True for <c>float32</c> and <c>float64</c>.</summary>
    public bool IsFloating => _index < 2;

    /// <summary>The number as an element of this floating dtype.</summary>
    internal double Round(double number) => this == Float64 ? number : (float)number;

    /// <summary>Makes each number an element of this floating dtype, in place.</summary>
    internal void Round(Span<double> numbers)
    {
        if (this != Float64)
        {
            RoundToSingle(numbers);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RoundToSingle(Span<double> numbers)
    {
        foreach (ref double number in numbers)
        {
            number = (float)number;
        }
    }

    /// <summary>The dtype of that name.</summary>
    /// <exception cref="ArgumentException">There is no dtype of that name here.</exception>
    public static KerasDType Parse(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index >= 0 ? new(index) : throw new ArgumentException($"Unknown dtype '{name}'. Expected one of: {string.Join(", ", Names)}.");
    }

    /// <summary>The dtype of that name.</summary>
    public static implicit operator KerasDType(string name) => Parse(name);

    /// <inheritdoc/>
    public bool Equals(KerasDType other) => _index == other._index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KerasDType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _index;

    /// <summary>True when both are the same dtype.</summary>
    public static bool operator ==(KerasDType left, KerasDType right) => left.Equals(right);

    /// <summary>True when the dtypes differ.</summary>
    public static bool operator !=(KerasDType left, KerasDType right) => !left.Equals(right);

    /// <summary>Keras's name of the dtype.</summary>
    public override string ToString() => Name;
}
