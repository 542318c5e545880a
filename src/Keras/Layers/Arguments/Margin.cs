using System.Collections;
using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>How many rows or columns lie before and after something: converts from <c>1</c> (both), <c>(1, 2)</c> and <c>[1, 2]</c>.</summary>
/// <param name="Before">At the top, or on the left.</param>
/// <param name="After">At the bottom, or on the right.</param>
[CollectionBuilder(typeof(Margin), nameof(Create))]
public readonly record struct Margin(int Before, int After) : IEnumerable<int>
{
    /// <summary>Builds the margin for a collection expression such as <c>[1, 2]</c>.</summary>
    /// <exception cref="ArgumentException">There are not two numbers.</exception>
    public static Margin Create(ReadOnlySpan<int> margin) => margin.Length == 2
        ? new(margin[0], margin[1])
        : throw new ArgumentException($"Expected two numbers, before and after; received {margin.Length}.", nameof(margin));

    /// <summary>As much before as after.</summary>
    public static implicit operator Margin(int margin) => new(margin, margin);

    /// <summary>Before and after.</summary>
    public static implicit operator Margin((int Before, int After) margin) => new(margin.Before, margin.After);

    /// <summary>What is before, then what is after.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        yield return Before;
        yield return After;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The margin as Python prints it.</summary>
    public override string ToString() => $"({Before}, {After})";
}
