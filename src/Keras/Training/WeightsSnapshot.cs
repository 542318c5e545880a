using Keras.Core;

namespace Keras.Training;

/// <summary>A copy of a model's weights, to go back to.</summary>
internal sealed class WeightsSnapshot
{
    private readonly (State State, double[] Copy)[] _weights;

    public WeightsSnapshot(Model model) => _weights = [.. model.Weights.Distinct().Select(weight => (weight.State, weight.State.ToDoubles()))];

    public void Restore()
    {
        foreach (var (state, copy) in _weights)
        {
            state.SetDoubles(copy);
        }
    }
}
