using System.Collections;
using System.Runtime.CompilerServices;
using Keras.Core;

namespace Keras;

/// <summary>A height and a width, of a kernel or a stride say: converts from <c>3</c> (both), <c>(3, 5)</c> and <c>[3, 5]</c>.</summary>
/// <param name="Height">Along the rows of an image.</param>
/// <param name="Width">Along the columns of an image.</param>
[CollectionBuilder(typeof(Size2D), nameof(Create))]
public readonly record struct Size2D(int Height, int Width) : IEnumerable<int>
{
    /// <summary>Builds the size for a collection expression such as <c>[3, 5]</c>.</summary>
    /// <exception cref="ArgumentException">There are not two numbers.</exception>
    public static Size2D Create(ReadOnlySpan<int> size) => size.Length == 2
        ? new(size[0], size[1])
        : throw new ArgumentException($"Expected two numbers, a height and a width; received {size.Length}.", nameof(size));

    internal Dimensions Dimensions => [Height, Width];

    /// <summary>The same height and width.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>A height and a width.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>The height, then the width.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        yield return Height;
        yield return Width;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The size as Python prints it.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
