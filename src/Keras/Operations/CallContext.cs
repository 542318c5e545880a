using Keras.Core;

namespace Keras;

/// <summary>
/// What a layer meets while it records its work on an op graph: the mode, the weights' values, and a place for what it leaves
/// beside its result (new contents of states, losses).
/// </summary>
internal sealed class CallContext(bool? training)
{
    private readonly Dictionary<State, Value> _current = [];
    private readonly List<State> _updated = [];

    /// <summary>True while training: dropout drops, batch normalisation uses the batch's statistics.</summary>
    public bool Training { get; set; } = training ?? false;

    /// <summary>True when whoever runs the model chose its mode, which then goes before what single calls within the model were given, as in Keras.</summary>
    public bool IsModeGiven { get; } = training is not null;

    /// <summary>Scalars that layers add to the loss.</summary>
    public List<Value> Losses { get; } = [];

    /// <summary>The new contents of states, in the order they were first updated.</summary>
    public IEnumerable<(State Target, Value Value)> Updates => _updated.Select(state => (state, _current[state]));

    /// <summary>The value of a weight at this point of the graph.</summary>
    public Value Read(Variable variable) => Read(variable.State);

    /// <inheritdoc cref="Read(Variable)"/>
    public Value Read(State state)
    {
        if (!_current.TryGetValue(state, out var value))
        {
            _current[state] = value = Op.Read(state);
        }
        return value;
    }

    /// <summary>Gives a weight a new content, which later reads see; it is stored when the run ends.</summary>
    public void Update(Variable variable, Value value) => Update(variable.State, value);

    /// <inheritdoc cref="Update(Variable, Value)"/>
    public void Update(State state, Value value)
    {
        if (value.Shape != state.Shape)
        {
            throw new InvalidOperationException($"The new value of {state.Name} has shape {value.Shape}, expected {state.Shape}.");
        }
        _current[state] = value;
        if (!_updated.Contains(state))
        {
            _updated.Add(state);
        }
    }

    /// <summary>Key and counter for one use of random numbers; the counter moves on.</summary>
    public Value NextRandom(SeedGenerator seeds)
    {
        var state = Read(seeds.State);
        Update(seeds.State, state + Op.Constant([0, 1], [2]));
        return state;
    }
}
