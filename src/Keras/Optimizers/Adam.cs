using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>Adam: steps by running averages of the gradient and of its square.</summary>
/// <remarks>
/// <c>m += (1 - beta1)(g - m); v += (1 - beta2)(g² - v); w -= learningRate √(1 - beta2^t) / (1 - beta1^t) · m / (√v + epsilon)</c>, t counting the steps from 1.
/// Source: <see href="https://keras.io/api/optimizers/adam/"/>. PyTorch's Adam is <see cref="TorchAdam"/>.
/// </remarks>
/// <example><code>model.Compile(optimizer: new Adam(1e-3), loss: "mse");</code></example>
public class Adam : Optimizer
{
    private readonly double _beta1, _beta2, _epsilon;
    private readonly bool _amsgrad;
    private Dictionary<Variable, State> _momentums = [], _velocities = [], _velocityHats = [];

    /// <summary>Adam.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">How much of the gradient's average stays at each step, from 0 to 1.</param>
    /// <param name="beta2">How much of the squares' average stays.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="amsgrad">Whether to divide by the largest √v so far.</param>
    /// <param name="weightDecay">Takes this share, times the learning rate, of every weight at each step.</param>
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
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false, double? weightDecay = null, double? clipnorm = null, double? clipvalue = null, double? globalClipnorm = null,
        bool useEma = false, double emaMomentum = 0.99, int? emaOverwriteFrequency = null, double? lossScaleFactor = null, int? gradientAccumulationSteps = null, string? name = null)
        : this(learningRate, beta1, beta2, epsilon, amsgrad, new(weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name))
    {
    }

    private protected Adam(double learningRate, double beta1, double beta2, double epsilon, bool amsgrad, OptimizerArguments arguments) : base(learningRate, arguments)
    {
        _beta1 = Fraction(beta1, nameof(beta1));
        _beta2 = Fraction(beta2, nameof(beta2));
        _epsilon = epsilon;
        _amsgrad = amsgrad;
    }

    private protected sealed override void BuildSlots()
    {
        (_momentums, _velocities) = AddSlots("momentum", "velocity") is [var momentums, var velocities] ? (momentums, velocities) : default;
        if (_amsgrad)
        {
            _velocityHats = AddSlots("velocity_hat");
        }
    }

    private protected sealed override Action<Variable, Value> Rule(OptimizerStep step)
    {
        // The powers are those of numbers of the weights' dtype, as in Keras: 1 - 0.999f differs from 0.001 by 1 in 80,000.
        var t = step.Iterations + 1;
        var alpha = step.LearningRate * Op.Sqrt(1 - Op.Power(Round(_beta2), t)) / (1 - Op.Power(Round(_beta1), t));
        return (variable, gradient) =>
        {
            var (m, v) = (step.Read(_momentums[variable]), step.Read(_velocities[variable]));
            m = step.Assign(_momentums[variable], m + (gradient - m) * (1 - _beta1));
            v = step.Assign(_velocities[variable], v + (gradient * gradient - v) * (1 - _beta2));
            if (_amsgrad)
            {
                v = step.Assign(_velocityHats[variable], Op.Maximum(step.Read(_velocityHats[variable]), v));
            }
            step.Assign(variable, step.Read(variable) - m * alpha / (Op.Sqrt(v) + _epsilon));
        };
    }

    internal sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["beta_1"] = PythonNumber.Float(_beta1);
        config["beta_2"] = PythonNumber.Float(_beta2);
        config["epsilon"] = PythonNumber.Float(_epsilon);
        config["amsgrad"] = _amsgrad;
        return config;
    }

    internal static Adam FromConfig(ConfigReader config) => FromConfig(config, (learningRate, beta1, beta2, epsilon, amsgrad, arguments) => new Adam(learningRate, beta1, beta2, epsilon, amsgrad, arguments));

    private protected static TAdam FromConfig<TAdam>(ConfigReader config, Func<double, double, double, double, bool, OptimizerArguments, TAdam> make) => make(
        ReadLearningRate(config, 0.001), config.OptionalDouble("beta_1") ?? 0.9, config.OptionalDouble("beta_2") ?? 0.999, config.OptionalDouble("epsilon") ?? 1e-7,
        config.Node("amsgrad") is not null && config.Bool("amsgrad"), OptimizerArguments.Read(config));
}
