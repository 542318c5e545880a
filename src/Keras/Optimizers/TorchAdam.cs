using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>PyTorch's Adam, which differs from Keras's in its weight decay and in where epsilon is added.</summary>
/// <remarks>
/// <c>g += weightDecay w; m += (1 - beta1)(g - m); v = beta2 v + (1 - beta2) g²; w -= learningRate / (1 - beta1^t) · m / (√v / √(1 - beta2^t) + epsilon)</c>,
/// t counting the steps from 1. Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html"/>.
/// </remarks>
/// <example><code>model.Compile(optimizer: new TorchAdam(1e-3, weightDecay: 1e-5), loss: "mse");</code></example>
public sealed class TorchAdam : Optimizer
{
    private readonly double _beta1, _beta2, _epsilon, _weightDecay;
    private Dictionary<Variable, State> _momentums = [], _velocities = [];

    /// <summary>PyTorch's Adam.</summary>
    /// <param name="learningRate">The learning rate; PyTorch's <c>lr</c>.</param>
    /// <param name="beta1">The first of PyTorch's <c>betas</c>: how much of the gradient's average stays at each step, from 0 to below 1.</param>
    /// <param name="beta2">The second: how much of the squares' average stays.</param>
    /// <param name="epsilon">Keeps the division finite; PyTorch's <c>eps</c>.</param>
    /// <param name="weightDecay">This share of every weight, biases too, is added to its gradient.</param>
    /// <param name="name">The optimizer's name.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public TorchAdam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, string? name = null) : base(learningRate, new(Name: name))
    {
        _beta1 = Fraction(beta1, nameof(beta1));
        _beta2 = Fraction(beta2, nameof(beta2));
        _epsilon = epsilon;
        _weightDecay = weightDecay >= 0 ? weightDecay : throw new ArgumentException($"TorchAdam: expected a weightDecay of 0 or more, received {weightDecay}.", nameof(weightDecay));
    }

    private protected override void BuildSlots() =>
        (_momentums, _velocities) = AddSlots("momentum", "velocity") is [var momentums, var velocities] ? (momentums, velocities) : default;

    private protected override Action<Variable, Value> Rule(OptimizerStep step)
    {
        // PyTorch divides the root by the correction, at every element; a larger numerator and epsilon are the same in numbers alone.
        var t = step.Iterations + 1;
        var correction = Op.Sqrt(OneMinusPower(_beta2, t));
        var (rate, epsilon) = (step.LearningRate / OneMinusPower(_beta1, t) * correction, _epsilon * correction);
        return (variable, gradient) =>
        {
            var (weight, m, v) = (step.Read(variable), step.Read(_momentums[variable]), step.Read(_velocities[variable]));
            var decayed = _weightDecay > 0 ? gradient + weight * _weightDecay : gradient;
            m = step.Assign(_momentums[variable], m + (decayed - m) * (1 - _beta1));
            v = step.Assign(_velocities[variable], v + (decayed * decayed - v) * (1 - _beta2));
            step.Assign(variable, weight - m * rate / (Op.Sqrt(v) + epsilon));
        };
    }

    /// <summary>
    /// <c>1 - beta^t</c> without the digits that the subtraction loses in float32; PyTorch has it in double precision. With
    /// <c>h = tanh(-t ln(beta) / 2)</c> it is <c>2h / (1 + h)</c>.
    /// </summary>
    private static Value OneMinusPower(double beta, Value t)
    {
        if (beta == 0)
        {
            return 1;
        }
        var h = Op.Tanh(t * (-Math.Log(beta) / 2));
        return 2 * h / (1 + h);
    }

    internal override string Module => "autoencoders.optimizers";

    internal override string? RegisteredName => "AutoEncoders>TorchAdam";

    internal override JsonObject GetConfig() => new()
    {
        ["name"] = Name,
        ["learning_rate"] = PythonNumber.Float(LearningRate),
        ["beta_1"] = PythonNumber.Float(_beta1),
        ["beta_2"] = PythonNumber.Float(_beta2),
        ["epsilon"] = PythonNumber.Float(_epsilon),
        ["weight_decay"] = PythonNumber.Float(_weightDecay),
    };

    internal static TorchAdam FromConfig(ConfigReader config) => new(ReadLearningRate(config, 0.001), config.OptionalDouble("beta_1") ?? 0.9, config.OptionalDouble("beta_2") ?? 0.999,
        config.OptionalDouble("epsilon") ?? 1e-8, config.OptionalDouble("weight_decay") ?? 0, config.Name);
}
