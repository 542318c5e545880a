using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras;

/// <summary>Whole numbers, axes or sizes: converts from <c>-1</c>, <c>(2, 1)</c> and <c>[2, 1]</c>.</summary>
[CollectionBuilder(typeof(IntTuple), nameof(Create))]
public readonly struct IntTuple : IReadOnlyList<int>, IEquatable<IntTuple>
{
    private readonly int[]? _items;
    private readonly bool _isNumber;

    private IntTuple(int[] items, bool isNumber)
    {
        _items = items;
        _isNumber = isNumber;
    }

    /// <summary>Builds the tuple for a collection expression such as <c>[2, 1]</c>.</summary>
    public static IntTuple Create(ReadOnlySpan<int> items) => new(items.ToArray(), isNumber: false);

    /// <summary>How many numbers there are.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>The number at that place.</summary>
    public int this[int index] => (_items ?? [])[index];

    /// <summary>One number.</summary>
    public static implicit operator IntTuple(int number) => new([number], isNumber: true);

    /// <summary>Two numbers.</summary>
    public static implicit operator IntTuple((int, int) items) => Create([items.Item1, items.Item2]);

    /// <summary>Three numbers.</summary>
    public static implicit operator IntTuple((int, int, int) items) => Create([items.Item1, items.Item2, items.Item3]);

    /// <summary>Four numbers.</summary>
    public static implicit operator IntTuple((int, int, int, int) items) => Create([items.Item1, items.Item2, items.Item3, items.Item4]);

    /// <summary>The numbers of an array.</summary>
    public static implicit operator IntTuple(int[] items) => Create(items);

    /// <summary>As Keras writes it: a number when it was given as one, else a list.</summary>
    internal JsonNode ToJson() => _isNumber ? JsonValue.Create(this[0]) : ToJsonArray();

    /// <summary>A list, also of one number.</summary>
    internal JsonArray ToJsonArray() => ObjectConfig.Serialize(this);

    /// <inheritdoc/>
    public bool Equals(IntTuple other) => this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IntTuple other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.Aggregate(Count, HashCode.Combine);

    /// <summary>True when both hold the same numbers.</summary>
    public static bool operator ==(IntTuple left, IntTuple right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(IntTuple left, IntTuple right) => !left.Equals(right);

    /// <summary>The numbers in order.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers as Python prints them: <c>2</c>, <c>(2,)</c>, <c>(2, 1)</c>.</summary>
    public override string ToString() => _isNumber ? $"{this[0]}" : Count == 1 ? $"({this[0]},)" : $"({string.Join(", ", this)})";
}
