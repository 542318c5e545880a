using Keras.Core;

namespace Keras.Training;

/// <summary>A copy of a model's weights, to go back to.</summary>
internal sealed class WeightsSnapshot
{
    private readonly (State State, float[] Copy)[] _weights;

    public WeightsSnapshot(Model model) => _weights = [.. model.Weights.Distinct().Select(weight => (weight.State, weight.State.Elements<float>().ToArray()))];

    public void Restore()
    {
        foreach (var (state, copy) in _weights)
        {
            copy.CopyTo(state.Elements<float>());
        }
    }
}
