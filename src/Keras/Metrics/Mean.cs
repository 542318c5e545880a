using Keras.Core;
using Keras.Losses;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>The weighted mean of values: <c>Σ w v / Σ w</c>.</summary>
/// <remarks>
/// Of values with more than one axis the means over the further axes are taken first. It compares nothing: use it in a loop of one's own.
/// Source: <see href="https://keras.io/api/metrics/reduction_metrics/#mean-class"/>.
/// </remarks>
/// <example><code>var mean = new Mean("loss"); mean.UpdateState(new[] { 1.0, 3.0 }); double two = mean.Result();</code></example>
public sealed class Mean : Metric
{
    private readonly State _total, _count;

    /// <summary>The mean of values.</summary>
    /// <param name="name">The metric's name.</param>
    public Mean(string name = "mean") : base(name) => (_total, _count) = (new($"{name}/total", [], DType), new($"{name}/count", [], DType));

    /// <summary>The mean of all values since the last reset; 0 when there are none.</summary>
    public override double Result()
    {
        double total = _total.ToDouble(), count = _count.ToDouble();
        return count == 0 ? 0 : DType.Round(total / count);
    }

    /// <summary>Forgets all values.</summary>
    public override void ResetState()
    {
        _total.SetDoubles([0]);
        _count.SetDoubles([0]);
    }

    /// <summary>Adds values, one or more for each sample.</summary>
    /// <param name="values">The values.</param>
    /// <param name="sampleWeight">Their weights; of fewer axes, one for several values.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void UpdateState(ArrayLike values, ArrayLike? sampleWeight = null)
    {
        ArrayView[] data = [Immediate.OneOrNumber(ClassName, nameof(values), values)];
        data = sampleWeight is null ? data : [.. data, Immediate.OneOrNumber(ClassName, nameof(sampleWeight), sampleWeight)];
        Immediate.Run(data, (context, inputs) =>
        {
            Update(context, inputs[0], inputs.ElementAtOrDefault(1));
            return null;
        });
    }

    /// <summary>Records an update by values.</summary>
    internal void Update(CallContext context, Value values, Value? sampleWeight)
    {
        Value count;
        if (sampleWeight is null)
        {
            count = values.Rank > 0 ? values.Shape[0] : 1;
        }
        else
        {
            (values, var weight) = SameRank.Of(values, Op.Cast(sampleWeight, KerasDType.Float32));
            values = MeanFrom(values, weight.Rank);
            weight = Fit(weight, values.Shape);
            values *= weight;
            count = Op.Sum(MeanFrom(weight, 1));
        }
        context.Update(_total, context.Read(_total) + Op.Sum(MeanFrom(values, 1)));
        context.Update(_count, context.Read(_count) + count);
    }

    internal override void Update(CallContext context, Value yTrue, Value yPred, Value? sampleWeight) =>
        throw new InvalidOperationException($"Mean '{Name}' averages values and cannot compare targets with predictions. Compile with another metric, such as \"mae\".");

    internal static Mean FromConfig(ConfigReader config) => new(ReadName(config, "mean"));

    /// <summary>The means over all axes from one on.</summary>
    private static Value MeanFrom(Value values, int axis) => values.Rank > axis ? Op.Mean(values, new Dimensions([.. Enumerable.Range(axis, values.Rank - axis)])) : values;

    private Value Fit(Value weight, Dimensions shape)
    {
        bool fits = weight.Rank <= shape.Rank && Enumerable.Range(1, weight.Rank).All(i => weight.Shape[^i] == shape[^i] || weight.Shape[^i] == 1);
        return fits ? Op.Broadcast(weight, shape) : throw new ArgumentException($"{ClassName} '{Name}': expected sample weights that fit values of shape {shape}, received {weight.Shape}.");
    }
}
