using Keras.Saving;

namespace Keras.Optimizers;

/// <summary><see cref="Adam"/> with weight decay, 0.004 by default.</summary>
/// <remarks>Source: <see href="https://keras.io/api/optimizers/adamw/"/>.</remarks>
public sealed class AdamW : Adam
{
    /// <summary>Adam with weight decay.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="weightDecay">Takes this share, times the learning rate, of every weight at each step.</param>
    /// <param name="beta1">How much of the gradient's average stays at each step, from 0 to 1.</param>
    /// <param name="beta2">How much of the squares' average stays.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="amsgrad">Whether to divide by the largest √v so far.</param>
    /// <param name="clipnorm">The greatest 2-norm of each weight's gradient; longer ones are shortened.</param>
    /// <param name="clipvalue">The greatest absolute value of a gradient's elements.</param>
    /// <param name="globalClipnorm">The greatest 2-norm of all gradients together. Only one of the three can be set.</param>
    /// <param name="useEma">Whether to keep exponential moving averages of the weights, which replace them when training ends.</param>
    /// <param name="emaMomentum">The averages' momentum, from 0 to 1.</param>
    /// <param name="emaOverwriteFrequency">After how many updates the averages replace the weights, again and again; never before the end when null.</param>
    /// <param name="lossScaleFactor">Multiplies the loss, and divides its gradients.</param>
    /// <param name="gradientAccumulationSteps">How many batches' gradients are averaged for one update, 2 or more.</param>
    /// <param name="name">The optimizer's name.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public AdamW(double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false, double? clipnorm = null, double? clipvalue = null, double? globalClipnorm = null,
        bool useEma = false, double emaMomentum = 0.99, int? emaOverwriteFrequency = null, double? lossScaleFactor = null, int? gradientAccumulationSteps = null, string? name = null)
        : this(learningRate, beta1, beta2, epsilon, amsgrad, new(weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name))
    {
    }

    private AdamW(double learningRate, double beta1, double beta2, double epsilon, bool amsgrad, OptimizerArguments arguments) : base(learningRate, beta1, beta2, epsilon, amsgrad, arguments)
    {
    }

    internal static new AdamW FromConfig(ConfigReader config) => FromConfig(config, (learningRate, beta1, beta2, epsilon, amsgrad, arguments) =>
        new AdamW(learningRate, beta1, beta2, epsilon, amsgrad, arguments with { WeightDecay = config.Contains("weight_decay") ? arguments.WeightDecay : 0.004 }));
}
