using System.Collections;
using System.Runtime.CompilerServices;

namespace Keras.Core;

/// <summary>A list of whole numbers compared by content: the concrete shape of a value in the op graph, or a list of its axes.</summary>
[CollectionBuilder(typeof(Dimensions), nameof(Create))]
internal readonly struct Dimensions(int[] items) : IEquatable<Dimensions>, IReadOnlyList<int>
{
    private readonly int[]? _items = items;

    public static Dimensions Create(ReadOnlySpan<int> items) => new(items.ToArray());

    public static Dimensions Range(int count) => new(Enumerable.Range(0, count).ToArray());

    public static Dimensions Repeat(int item, int count) => new(Enumerable.Repeat(item, count).ToArray());

    public ReadOnlySpan<int> Span => _items;

    public int Count => _items?.Length ?? 0;

    public int Rank => Count;

    public int this[int index] => _items![index < 0 ? index + Count : index];

    /// <summary>The product of all numbers: of a shape, how many elements it has.</summary>
    /// <exception cref="ArgumentException">It is larger than an array can be.</exception>
    public int Product
    {
        get
        {
            long product = 1;
            foreach (int item in Span)
            {
                product *= item;
                if (product > int.MaxValue)
                {
                    throw new ArgumentException($"A tensor of shape {this} is too large: expected at most {int.MaxValue} elements. Use smaller batches, or smaller layers.");
                }
            }
            return (int)product;
        }
    }

    public int[] ToArray() => Span.ToArray();

    public Dimensions With(int index, int item)
    {
        var copy = ToArray();
        copy[index < 0 ? index + copy.Length : index] = item;
        return new(copy);
    }

    public Dimensions Slice(int start, int length) => new(Span.Slice(start, length).ToArray());

    public bool Contains(int item) => Span.Contains(item);

    public bool Equals(Dimensions other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Dimensions other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int item in Span)
        {
            hash.Add(item);
        }
        return hash.ToHashCode();
    }

    public static bool operator ==(Dimensions left, Dimensions right) => left.Equals(right);

    public static bool operator !=(Dimensions left, Dimensions right) => !left.Equals(right);

    public override string ToString() => $"({string.Join(", ", Span.ToArray())}{(Count == 1 ? "," : "")})";

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
