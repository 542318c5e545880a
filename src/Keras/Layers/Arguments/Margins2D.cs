using System.Collections;
using System.Runtime.CompilerServices;
using Keras.Core;

namespace Keras;

/// <summary>
/// How much lies around an image: converts from <c>1</c> (on each side), <c>(1, 2)</c> (above and below; left and right) and
/// <c>((1, 2), (0, 3))</c> (above, below; left, right), also written with brackets.
/// </summary>
/// <param name="Rows">Above and below.</param>
/// <param name="Columns">On the left and on the right.</param>
[CollectionBuilder(typeof(Margins2D), nameof(Create))]
public readonly record struct Margins2D(Margin Rows, Margin Columns) : IEnumerable<Margin>
{
    /// <summary>Builds the margins for a collection expression such as <c>[[1, 2], [0, 3]]</c>.</summary>
    /// <exception cref="ArgumentException">There are not two margins.</exception>
    public static Margins2D Create(ReadOnlySpan<Margin> margins) => margins.Length == 2
        ? new(margins[0], margins[1])
        : throw new ArgumentException($"Expected two margins, of the rows and of the columns; received {margins.Length}.", nameof(margins));

    internal Dimensions Before => [Rows.Before, Columns.Before];

    internal Dimensions After => [Rows.After, Columns.After];

    /// <summary>The same on each side.</summary>
    public static implicit operator Margins2D(int margin) => new(margin, margin);

    /// <summary>Above and below; left and right.</summary>
    public static implicit operator Margins2D((int Rows, int Columns) margins) => new(margins.Rows, margins.Columns);

    /// <summary>Above, below; left, right.</summary>
    public static implicit operator Margins2D(((int Top, int Bottom) Rows, (int Left, int Right) Columns) margins) => new(margins.Rows, margins.Columns);

    /// <summary>The rows' margin, then the columns'.</summary>
    public IEnumerator<Margin> GetEnumerator()
    {
        yield return Rows;
        yield return Columns;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The margins as Python prints them.</summary>
    public override string ToString() => $"({Rows}, {Columns})";
}
