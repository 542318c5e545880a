using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Keras.Saving;

namespace Keras.Callbacks;

/// <summary>The values of every epoch, by name: what <c>Fit</c> returns, and <c>model.History</c> holds.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/"/>, <c>keras.callbacks.History</c>.</remarks>
/// <example><code>
/// var history = model.Fit(x, x, epochs: 5);
/// double last = history["loss"][^1];
/// </code></example>
public sealed class History : Callback, IReadOnlyDictionary<string, IReadOnlyList<double>>
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly List<int> _epochs = [];

    /// <summary>The epochs that ended, counted from 0.</summary>
    public IReadOnlyList<int> Epoch => _epochs;

    /// <summary>The names, in the order in which they first came.</summary>
    public IEnumerable<string> Keys => _names;

    /// <summary>The values of each name.</summary>
    public IEnumerable<IReadOnlyList<double>> Values => _names.Select(name => (IReadOnlyList<double>)_values[name]);

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>The values of that name, one an epoch; of validation only of the epochs that had one.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public IReadOnlyList<double> this[string key] => TryGetValue(key, out var values)
        ? values
        : throw new KeyNotFoundException($"The history has no '{key}'.{NearestName.Suggest(key, _names)}");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<double> value)
    {
        bool found = _values.TryGetValue(key, out var values);
        value = values;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<double>>> GetEnumerator() => _names.Select(name => KeyValuePair.Create(name, (IReadOnlyList<double>)_values[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => _epochs.Clear();

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        _epochs.Add(epoch);
        foreach (var (name, value) in logs)
        {
            if (!_values.TryGetValue(name, out var values))
            {
                _values[name] = values = [];
                _names.Add(name);
            }
            values.Add(value);
        }
    }
}
