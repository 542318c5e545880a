using Keras.Core;

namespace Keras.Metrics;

/// <summary>A metric that compares targets with predictions: the weighted mean of a number for each sample.</summary>
public abstract class MeanMetric : Metric
{
    private readonly Mean _mean;

    private protected MeanMetric(string name) : base(name) => _mean = new(name);

    /// <summary>The mean since the last reset; 0 when there was no update.</summary>
    public sealed override double Result() => _mean.Result();

    /// <summary>Forgets all updates.</summary>
    public sealed override void ResetState() => _mean.ResetState();

    /// <summary>Compares the predictions of a batch with its targets.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight for each sample, or for each place of a sample.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void UpdateState(ArrayLike yTrue, ArrayLike yPred, ArrayLike? sampleWeight = null)
    {
        ArrayView[] data = [Immediate.One(ClassName, nameof(yTrue), yTrue), Immediate.One(ClassName, nameof(yPred), yPred)];
        data = sampleWeight is null ? data : [.. data, Immediate.OneOrNumber(ClassName, nameof(sampleWeight), sampleWeight)];
        Immediate.Run(data, (context, inputs) =>
        {
            Update(context, inputs[0], inputs[1], inputs.ElementAtOrDefault(2));
            return null;
        });
    }

    /// <summary>The number for each sample, or for each place of a sample.</summary>
    private protected abstract Value Call(Value yTrue, Value yPred);

    internal sealed override void Update(CallContext context, Value yTrue, Value yPred, Value? sampleWeight) =>
        _mean.Update(context, Call(Op.Cast(yTrue, KerasDType.Float32), Op.Cast(yPred, KerasDType.Float32)), sampleWeight);
}
