using Keras.Core;

namespace Keras.Optimizers;

/// <summary>Exponential moving averages of the weights: <c>average = m average + (1 - m) weight</c>, m being 0 at the first update.</summary>
internal sealed class WeightAverages(Dictionary<Variable, State> averages, double momentum, int? overwriteFrequency)
{
    /// <summary>Records the averages after a step, and every few updates the weights' becoming the averages.</summary>
    public void Update(CallContext context, Value iterations)
    {
        var m = Op.Select(Op.Equal(iterations, 0), 0, momentum);
        var overwrite = overwriteFrequency is { } frequency ? Optimizer.IsMultiple(iterations + 1, frequency) : null;
        foreach (var (variable, average) in averages)
        {
            var weight = context.Read(variable);
            var next = m * context.Read(average) + (1 - m) * weight;
            context.Update(average, next);
            if (overwrite is not null)
            {
                context.Update(variable, Op.Select(overwrite, next, weight));
            }
        }
    }

    /// <summary>Copies the averages to the weights now.</summary>
    public void CopyToWeights()
    {
        foreach (var (variable, average) in averages)
        {
            variable.State.SetDoubles(average.ToDoubles());
        }
    }
}
