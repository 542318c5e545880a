using Keras.Core;
using Keras.Saving;

namespace Keras.Activations;

/// <summary>Every activation by Keras's name, with Keras's defaults for its arguments.</summary>
internal static class ActivationTable
{
    private static readonly Dictionary<string, Func<Value, Value>> Entries = new()
    {
        ["celu"] = ExponentialUnits.Celu,
        ["elu"] = x => ExponentialUnits.Elu(x),
        ["exponential"] = Op.Exp,
        ["gelu"] = Gates.Gelu,
        ["glu"] = Gates.Glu,
        ["hard_shrink"] = Shrinks.HardShrink,
        ["hard_sigmoid"] = Sigmoids.HardSigmoid,
        ["hard_silu"] = Gates.HardSilu,
        ["hard_tanh"] = Rectifiers.HardTanh,
        ["leaky_relu"] = x => Rectifiers.LeakyRelu(x, 0.2),
        ["linear"] = x => x,
        ["log_sigmoid"] = Sigmoids.LogSigmoid,
        ["log_softmax"] = Softmaxes.LogSoftmax,
        ["mish"] = Gates.Mish,
        ["relu"] = Rectifiers.Relu,
        ["relu6"] = Rectifiers.Relu6,
        ["selu"] = ExponentialUnits.Selu,
        ["sigmoid"] = Op.Sigmoid,
        ["silu"] = Gates.Silu,
        ["soft_shrink"] = Shrinks.SoftShrink,
        ["softmax"] = x => Softmaxes.Softmax(x, [-1]),
        ["softplus"] = SmoothRectifiers.Softplus,
        ["softsign"] = SmoothRectifiers.Softsign,
        ["sparse_plus"] = SmoothRectifiers.SparsePlus,
        ["sparse_sigmoid"] = Sigmoids.SparseSigmoid,
        ["sparsemax"] = Softmaxes.Sparsemax,
        ["squareplus"] = SmoothRectifiers.Squareplus,
        ["tanh"] = Op.Tanh,
        ["tanh_shrink"] = Shrinks.TanhShrink,
    };

    /// <summary>Other names of some, which Keras reads but does not write.</summary>
    private static readonly Dictionary<string, string> Aliases = new() { ["swish"] = "silu", ["hard_swish"] = "hard_silu" };

    public static IEnumerable<string> Names => Entries.Keys;

    public static ActivationFunction Get(string name)
    {
        string known = Aliases.GetValueOrDefault(name, name);
        return Entries.TryGetValue(known, out var function) ? new(known, function)
            : known == "threshold" ? throw new ArgumentException("The activation 'threshold' needs its arguments. Use ActivationFunction.Threshold(threshold, defaultValue).")
            : throw new ArgumentException($"Unknown activation '{name}'.{NearestName.Suggest(name, Entries.Keys)}");
    }
}
