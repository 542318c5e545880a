using Keras.Constraints;
using Keras.Core;
using Keras.Regularizers;

namespace Keras;

/// <summary>A weight of a layer: its name, shape, and the numbers it holds.</summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/base_layer/"/>, <c>keras.Variable</c>.</remarks>
public sealed class Variable
{
    internal Variable(string name, string path, Dimensions shape, KerasDType dtype, bool trainable, Regularizer? regularizer, Constraint? constraint)
    {
        Name = name;
        Path = path;
        Trainable = trainable;
        Regularizer = regularizer;
        Constraint = constraint;
        State = new State(path, shape, dtype);
    }

    /// <summary>The name within its layer, such as <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>The name with the layer's before it: <c>dense/kernel</c>.</summary>
    public string Path { get; }

    /// <summary>The shape.</summary>
    public KerasShape Shape => State.Shape.ToArray();

    /// <summary>The dtype of its numbers: its layer's.</summary>
    public KerasDType DType => State.DType;

    /// <summary>Whether an optimizer may change it; a layer whose <see cref="Layers.Layer.Trainable"/> is false trains none of its weights.</summary>
    public bool Trainable { get; }

    internal Regularizer? Regularizer { get; }

    internal Constraint? Constraint { get; }

    internal State State { get; }

    /// <summary>Path and shape.</summary>
    public override string ToString() => $"<Variable path={Path}, shape={Shape}, dtype={DType}>";
}
