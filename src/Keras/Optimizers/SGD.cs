using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>Gradient descent, with momentum where asked.</summary>
/// <remarks>
/// <c>w -= learningRate g</c>; with momentum <c>m = momentum m - learningRate g; w += m</c>; Nesterov's: <c>w += momentum m - learningRate g</c>.
/// Source: <see href="https://keras.io/api/optimizers/sgd/"/>.
/// </remarks>
/// <example><code>model.Compile(optimizer: new SGD(0.05, momentum: 0.9), loss: "mse");</code></example>
public sealed class SGD : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private Dictionary<Variable, State> _momentums = [];

    /// <summary>Gradient descent.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">The share of the last step that is taken again, from 0 to 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
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
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false, double? weightDecay = null, double? clipnorm = null, double? clipvalue = null, double? globalClipnorm = null,
        bool useEma = false, double emaMomentum = 0.99, int? emaOverwriteFrequency = null, double? lossScaleFactor = null, int? gradientAccumulationSteps = null, string? name = null)
        : this(learningRate, momentum, nesterov, new(weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum, emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name))
    {
    }

    private SGD(double learningRate, double momentum, bool nesterov, OptimizerArguments arguments) : base(learningRate, arguments)
    {
        _momentum = Fraction(momentum, nameof(momentum));
        _nesterov = nesterov;
    }

    private protected override void BuildSlots()
    {
        if (_momentum > 0)
        {
            _momentums = AddSlots("momentum");
        }
    }

    private protected override Action<Variable, Value> Rule(OptimizerStep step) => (variable, gradient) =>
    {
        var weight = step.Read(variable);
        var descent = gradient * step.LearningRate;
        if (_momentum > 0)
        {
            var momentum = step.Assign(_momentums[variable], step.Read(_momentums[variable]) * _momentum - descent);
            step.Assign(variable, weight + (_nesterov ? momentum * _momentum - descent : momentum));
        }
        else
        {
            step.Assign(variable, weight - descent);
        }
    };

    internal override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["momentum"] = PythonNumber.Float(_momentum);
        config["nesterov"] = _nesterov;
        return config;
    }

    internal static SGD FromConfig(ConfigReader config) => new(ReadLearningRate(config, 0.01), config.OptionalDouble("momentum") ?? 0,
        config.Node("nesterov") is not null && config.Bool("nesterov"), OptimizerArguments.Read(config));
}
