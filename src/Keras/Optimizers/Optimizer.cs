using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>How training changes the weights: by Keras's name (<c>"adam"</c>) or an object (<c>new Adam(1e-3)</c>). An object serves one model.</summary>
/// <remarks>
/// A step clips the gradients, decays the weights (<c>w -= w · weightDecay · learningRate</c>), applies the optimizer's own rule, averages the weights
/// where asked, and applies the weights' constraints. Source: <see href="https://keras.io/api/optimizers/"/>.
/// </remarks>
public abstract class Optimizer
{
    /// <summary>float32 counts to here by ones.</summary>
    private const int LastWholeNumber = 1 << 24;

    private readonly OptimizerArguments _arguments;
    private readonly List<State> _states = [];
    private readonly State _iteration, _learningRate, _turns;
    private IReadOnlyList<Variable>? _variables;
    private Dictionary<Variable, State>? _accumulators;
    private WeightAverages? _averages;

    private protected Optimizer(double learningRate, OptimizerArguments arguments)
    {
        arguments.Check(ClassName);
        _arguments = arguments;
        Name = arguments.Name ?? AutoName.Next(AutoName.ToSnakeCase(ClassName));
        _iteration = AddState("iteration", [], KerasDType.Int32);
        _learningRate = AddState("learning_rate", [], Config.Floatx);
        _turns = new State($"{Name}/turns", []);
        LearningRate = learningRate;
    }

    /// <summary>The name; made of the class's when none was given.</summary>
    public string Name { get; }

    /// <summary>The learning rate, in Keras a number of <see cref="Config.Floatx"/>; a change counts from the next step on.</summary>
    /// <exception cref="ArgumentException">The new one is not a finite number.</exception>
    public double LearningRate
    {
        get => _learningRate.ToDouble();
        set => _learningRate.SetDoubles([double.IsFinite(value) ? value : throw new ArgumentException($"{ClassName} '{Name}': expected a finite learning rate, received {value}.")]);
    }

    /// <summary>How many updates were made; with gradient accumulation, one for so many batches.</summary>
    public int Iterations => (int)((_iteration.ToDouble() + _turns.ToDouble() * Turn) / (_arguments.GradientAccumulationSteps ?? 1));

    /// <summary>The states in Keras's order: iteration, learning rate, averages, accumulators, then the optimizer's own.</summary>
    internal IReadOnlyList<State> States => _states;

    /// <summary>True once it has met the weights it trains.</summary>
    internal bool IsBuilt => _variables is not null;

    /// <summary>Keras's name of the class.</summary>
    internal string ClassName => GetType().Name;

    /// <summary>The Python module that has the class.</summary>
    internal virtual string Module => "keras.optimizers";

    /// <summary>The name under which Keras finds a class that is not its own.</summary>
    internal virtual string? RegisteredName => null;

    /// <summary>The optimizer of that name, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Optimizer(string name) => OptimizerTable.Get(name);

    /// <summary>Makes the states for weights to train; once for the same ones.</summary>
    /// <exception cref="InvalidOperationException">They were made for other weights.</exception>
    internal void Build(IReadOnlyList<Variable> trainable)
    {
        if (_variables is not null)
        {
            if (trainable.FirstOrDefault(variable => !_variables.Contains(variable)) is { } unknown)
            {
                throw new InvalidOperationException($"{ClassName} '{Name}' has states for other weights already, those of another model or of this one before Trainable or its layers were changed, and none for {unknown.Path}. Compile with a new optimizer.");
            }
            return;
        }
        _variables = [.. trainable];
        if (_arguments.UseEma)
        {
            _averages = new(AddSlots("average"), _arguments.EmaMomentum, _arguments.EmaOverwriteFrequency);
        }
        if (_arguments.GradientAccumulationSteps is not null)
        {
            _accumulators = AddSlots("gradient_accumulator");
        }
        BuildSlots();
    }

    /// <summary>The loss whose gradients <see cref="Apply"/> expects: times the scale factor, where there is one.</summary>
    internal Value ScaleLoss(Value loss) => _arguments.LossScaleFactor is { } factor ? loss * factor : loss;

    /// <summary>Records one step: new contents of the weights and of the optimizer's states.</summary>
    internal void Apply(CallContext context, IReadOnlyList<(Variable Variable, Value Gradient)> gradients)
    {
        if (gradients.Count == 0)
        {
            return;
        }
        var iteration = Op.Cast(context.Read(_iteration), KerasDType.Float32);
        var (values, condition) = Accumulate(context, gradients, iteration);
        var step = new OptimizerStep(context, context.Read(_learningRate), Updates(iteration + context.Read(_turns) * Turn), condition);
        values = Clip(values);
        if (_arguments.WeightDecay is { } decay)
        {
            foreach (var (variable, _) in gradients)
            {
                var weight = step.Read(variable);
                step.Assign(variable, weight - weight * decay * step.LearningRate);
            }
        }
        var rule = Rule(step);
        for (int i = 0; i < values.Length; i++)
        {
            rule(gradients[i].Variable, values[i]);
        }
        _averages?.Update(context, Updates(iteration));
        foreach (var (variable, _) in gradients)
        {
            if (variable.Constraint is { } constraint)
            {
                context.Update(variable, constraint.Call(context.Read(variable)));
            }
        }
        Count(context, iteration + 1);
    }

    /// <summary>What remains to be done when training ends: with averages, the weights become them.</summary>
    internal void FinalizeVariables() => _averages?.CopyToWeights();

    /// <summary>Whether a whole number is a multiple of another.</summary>
    internal static Value IsMultiple(Value number, int of) => Op.Equal(number - Op.Floor(number / of) * of, 0);

    /// <summary>A number as one of the weights' dtype.</summary>
    private protected double Round(double number) => _variables![0].DType.Round(number);

    /// <summary>Makes the optimizer's own states.</summary>
    private protected virtual void BuildSlots()
    {
    }

    /// <summary>The rule that changes one weight by its gradient; what all weights share is computed before it is returned.</summary>
    private protected abstract Action<Variable, Value> Rule(OptimizerStep step);

    /// <summary>Makes a state of zeros for each weight.</summary>
    private protected Dictionary<Variable, State> AddSlots(string name) => AddSlots([name])[0];

    /// <summary>Makes several states of zeros for each weight: all of the first weight, then all of the next.</summary>
    private protected Dictionary<Variable, State>[] AddSlots(params string[] names)
    {
        var slots = Array.ConvertAll(names, _ => new Dictionary<Variable, State>());
        foreach (var variable in _variables!)
        {
            for (int i = 0; i < names.Length; i++)
            {
                slots[i][variable] = AddState($"{variable.Path.Replace('/', '_')}_{names[i]}", variable.State.Shape, variable.DType);
            }
        }
        return slots;
    }

    /// <summary>An argument that must lie from 0 to 1.</summary>
    private protected double Fraction(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentException($"{ClassName}: expected a {name} from 0 to 1, received {value}.", name);

    /// <summary>The optimizer's configuration in Keras's form.</summary>
    internal virtual JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["learning_rate"] = PythonNumber.Float(LearningRate) };
        _arguments.Write(config);
        return config;
    }

    internal JsonObject Serialize() => ObjectConfig.Serialize(Module, ClassName, GetConfig(), RegisteredName);

    /// <summary>The learning rate in a configuration.</summary>
    /// <exception cref="ArgumentException">It is a schedule.</exception>
    private protected static double ReadLearningRate(ConfigReader config, double byDefault) => config.Node("learning_rate") is JsonObject schedule
        ? throw new ArgumentException($"The learning rate follows a schedule, {(string?)schedule["class_name"]}, and schedules are not supported. Expected a number; set LearningRate while training instead.")
        : config.OptionalDouble("learning_rate") ?? byDefault;

    /// <summary>How many steps the count goes back by when it would reach 2^24: a multiple of all that happens every so many steps.</summary>
    private int Turn
    {
        get
        {
            int together = (_arguments.GradientAccumulationSteps ?? 1) * (_arguments.EmaOverwriteFrequency ?? 1);
            return together * Math.Max(1, LastWholeNumber / 2 / together);
        }
    }

    /// <summary>Notes one step more.</summary>
    private void Count(CallContext context, Value next)
    {
        var isTurn = Op.LessEqual(2.0 * Turn, next);
        context.Update(_iteration, Op.Cast(Op.Select(isTurn, next - Turn, next), KerasDType.Int32));
        context.Update(_turns, context.Read(_turns) + Op.Cast(isTurn, KerasDType.Float32));
    }

    /// <summary>How many updates so many steps make.</summary>
    private Value Updates(Value steps) => _arguments.GradientAccumulationSteps is { } each ? Op.Floor(steps / each) : steps;

    /// <summary>The gradients to apply and, with accumulation, whether this step is an update.</summary>
    private (Value[] Gradients, Value? Condition) Accumulate(CallContext context, IReadOnlyList<(Variable Variable, Value Gradient)> gradients, Value iteration)
    {
        Value[] values = [.. gradients.Select(pair => _arguments.LossScaleFactor is { } factor ? pair.Gradient / factor : pair.Gradient)];
        if (_arguments.GradientAccumulationSteps is not { } steps)
        {
            return (values, null);
        }
        var condition = IsMultiple(iteration + 1, steps);
        for (int i = 0; i < values.Length; i++)
        {
            var accumulator = _accumulators![gradients[i].Variable];
            var sum = values[i] + context.Read(accumulator);
            context.Update(accumulator, Op.Select(condition, 0, sum));
            values[i] = sum / steps;
        }
        return (values, condition);
    }

    private Value[] Clip(Value[] gradients) => _arguments switch
    {
        { Clipnorm: { } norm } => GradientClipping.ByNorm(gradients, norm),
        { GlobalClipnorm: { } norm } => GradientClipping.ByGlobalNorm(gradients, norm),
        { Clipvalue: { } value } => GradientClipping.ByValue(gradients, value),
        _ => gradients,
    };

    private State AddState(string name, Dimensions shape, KerasDType dtype = default)
    {
        var state = new State($"{Name}/{name}", shape, dtype);
        _states.Add(state);
        return state;
    }
}
