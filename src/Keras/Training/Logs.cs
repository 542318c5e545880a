using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Keras.Saving;

namespace Keras;

/// <summary>Named values of a step, an epoch or an evaluation: the loss and the metrics.</summary>
/// <remarks>
/// What <c>Evaluate</c> and <c>TrainOnBatch</c> return is in the order of Keras's lists: the loss, the outputs' own losses, the
/// metrics. It converts to the loss, and can be taken apart: <c>var (loss, accuracy) = model.Evaluate(x, y);</c>. What callbacks receive is ordered by name.
/// </remarks>
public sealed class Logs : IReadOnlyDictionary<string, double>
{
    private (string Name, double Value)[] _entries = [];

    /// <summary>No values yet.</summary>
    public Logs()
    {
    }

    internal Logs(ReadOnlySpan<(string Name, double Value)> entries) => Fill(entries);

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Names => this.Select(entry => entry.Key);

    /// <summary>The values in order.</summary>
    public IEnumerable<double> Values => this.Select(entry => entry.Value);

    IEnumerable<string> IReadOnlyDictionary<string, double>.Keys => Names;

    internal ReadOnlySpan<(string Name, double Value)> Entries => _entries.AsSpan(0, Count);

    /// <summary>The value of that name. Setting a new name adds it at the end.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public double this[string key]
    {
        get => TryGetValue(key, out double value)
            ? value
            : throw new KeyNotFoundException($"The logs have no '{key}'.{NearestName.Suggest(key, Names)}");
        set
        {
            int at = IndexOf(key);
            if (at < 0)
            {
                at = Count;
                EnsureCapacity(++Count);
            }
            _entries[at] = (key, value);
        }
    }

    /// <summary>The value at that place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public double this[int index] => index >= 0 && index < Count
        ? _entries[index].Value
        : throw new ArgumentOutOfRangeException(nameof(index), $"The logs hold {Count} value(s) ({string.Join(", ", Names)}); there is none at place {index}.");

    /// <summary>The loss.</summary>
    public static implicit operator double(Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        return logs["loss"];
    }

    /// <summary>The loss and one metric.</summary>
    public void Deconstruct(out double loss, out double first)
    {
        Expect(2);
        (loss, first) = (this[0], this[1]);
    }

    /// <summary>The loss and two metrics.</summary>
    public void Deconstruct(out double loss, out double first, out double second)
    {
        Expect(3);
        (loss, first, second) = (this[0], this[1], this[2]);
    }

    /// <summary>The loss and three metrics.</summary>
    public void Deconstruct(out double loss, out double first, out double second, out double third)
    {
        Expect(4);
        (loss, first, second, third) = (this[0], this[1], this[2], this[3]);
    }

    /// <summary>Whether there is a value of that name.</summary>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <summary>The value of that name, if there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int at = IndexOf(key);
        value = at >= 0 ? _entries[at].Value : 0;
        return at >= 0;
    }

    /// <summary>Names and values in order.</summary>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return new(_entries[i].Name, _entries[i].Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values as the progress bar shows them: <c>loss: 0.2134 - mae: 0.1010</c>.</summary>
    public override string ToString() => string.Join(" - ", this.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}: {entry.Value:0.0000}")));

    /// <summary>Replaces everything.</summary>
    internal void Fill(ReadOnlySpan<(string Name, double Value)> entries)
    {
        EnsureCapacity(Count = entries.Length);
        entries.CopyTo(_entries);
    }

    internal void SortByName() => _entries.AsSpan(0, Count).Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));

    private int IndexOf(string key)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Name == key)
            {
                return i;
            }
        }
        return -1;
    }

    private void EnsureCapacity(int count)
    {
        if (_entries.Length < count)
        {
            Array.Resize(ref _entries, Math.Max(count, 2 * _entries.Length));
        }
    }

    private void Expect(int count)
    {
        if (Count != count)
        {
            throw new InvalidOperationException($"The logs hold {Count} value(s) ({string.Join(", ", Names)}); they cannot be taken apart into {count}.");
        }
    }
}
