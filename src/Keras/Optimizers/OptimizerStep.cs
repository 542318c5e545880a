using Keras.Core;

namespace Keras.Optimizers;

/// <summary>One step of an optimizer while it is recorded: its scalars, and the states that it reads and assigns.</summary>
/// <param name="context">Where the step is recorded.</param>
/// <param name="learningRate">The learning rate.</param>
/// <param name="iterations">How many updates were made before, a float32.</param>
/// <param name="condition">Where it is given, states change only if it holds.</param>
internal sealed class OptimizerStep(CallContext context, Value learningRate, Value iterations, Value? condition)
{
    public Value LearningRate { get; } = learningRate;

    public Value Iterations { get; } = iterations;

    public Value Read(State state) => context.Read(state);

    public Value Read(Variable variable) => context.Read(variable);

    /// <summary>Gives a state a new content and returns it.</summary>
    public Value Assign(State state, Value value)
    {
        context.Update(state, condition is null ? value : Op.Select(condition, value, context.Read(state)));
        return context.Read(state);
    }

    /// <inheritdoc cref="Assign(State, Value)"/>
    public Value Assign(Variable variable, Value value) => Assign(variable.State, value);
}
