using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>RMSprop: the gradient divided by the root of the running average of its square.</summary>
/// <remarks>
/// <c>v = rho v + (1 - rho) g²; s = learningRate g / √(v + epsilon); w -= s</c>; with momentum <c>m = momentum m + s; w -= m</c>; centered,
/// the square of the gradient's own average is taken from v under the root. Source: <see href="https://keras.io/api/optimizers/rmsprop/"/>.
/// </remarks>
public sealed class RMSprop : Optimizer
{
    private readonly double _rho, _momentum, _epsilon;
    private readonly bool _centered;
    private Dictionary<Variable, State> _velocities = [], _momentums = [], _averageGradients = [];

    /// <summary>RMSprop.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">How much of the averages stays at each step, from 0 to 1.</param>
    /// <param name="momentum">The share of the last step that is taken again, from 0 to 1.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="centered">Whether to divide by an estimate of the variance instead of the mean square.</param>
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
    public RMSprop(double learningRate = 0.001, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false, double? weightDecay = null, double? clipnorm = null, double? clipvalue = null, double? globalClipnorm = null,
        bool useEma = false, double emaMomentum = 0.99, int? emaOverwriteFrequency = null, double? lossScaleFactor = null, int? gradientAccumulationSteps = null, string? name = null)
        : this(learningRate, rho, momentum, epsilon, centered, new(weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name))
    {
    }

    private RMSprop(double learningRate, double rho, double momentum, double epsilon, bool centered, OptimizerArguments arguments) : base(learningRate, arguments)
    {
        _rho = Fraction(rho, nameof(rho));
        _momentum = Fraction(momentum, nameof(momentum));
        _epsilon = epsilon;
        _centered = centered;
    }

    private protected override void BuildSlots()
    {
        _velocities = AddSlots("velocity");
        if (_momentum > 0)
        {
            _momentums = AddSlots("momentum");
        }
        if (_centered)
        {
            _averageGradients = AddSlots("average_gradient");
        }
    }

    private protected override Action<Variable, Value> Rule(OptimizerStep step) => (variable, gradient) =>
    {
        var square = step.Assign(_velocities[variable], _rho * step.Read(_velocities[variable]) + (1 - _rho) * (gradient * gradient));
        if (_centered)
        {
            var average = step.Assign(_averageGradients[variable], _rho * step.Read(_averageGradients[variable]) + (1 - _rho) * gradient);
            square -= average * average;
        }
        var descent = step.LearningRate * gradient / Op.Sqrt(square + _epsilon);
        if (_momentum > 0)
        {
            descent = step.Assign(_momentums[variable], _momentum * step.Read(_momentums[variable]) + descent);
        }
        step.Assign(variable, step.Read(variable) - descent);
    };

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["rho"] = PythonNumber.Float(_rho);
        config["momentum"] = PythonNumber.Float(_momentum);
        config["epsilon"] = PythonNumber.Float(_epsilon);
        config["centered"] = _centered;
        return config;
    }

    internal static RMSprop FromConfig(ConfigReader config) => new(ReadLearningRate(config, 0.001), config.OptionalDouble("rho") ?? 0.9, config.OptionalDouble("momentum") ?? 0,
        config.OptionalDouble("epsilon") ?? 1e-7, config.Node("centered") is not null && config.Bool("centered"), OptimizerArguments.Read(config));
}
