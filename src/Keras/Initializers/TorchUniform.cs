using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Initializers;

/// <summary>PyTorch's default for the weights and biases of linear layers and convolutions: uniform between <c>±1 / √fan_in</c>.</summary>
/// <remarks>
/// A kernel knows its fan_in; a bias does not, and is given that of its layer's kernel: the inputs times the kernel's taps, and for a
/// transposed convolution, as in PyTorch, the outputs times the taps. In a model's configuration it stands as the equal
/// <see cref="VarianceScaling"/> or <see cref="RandomUniform"/>.
/// Source: <see href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html"/>.
/// </remarks>
/// <example><code>var h = Dense(128, kernelInitializer: new TorchUniform(), biasInitializer: new TorchUniform(784))(x);</code></example>
public sealed class TorchUniform : Initializer
{
    private readonly Initializer _equal;
    private readonly bool _knowsFan;

    /// <summary>PyTorch's default initializer.</summary>
    /// <param name="fanIn">The number of inputs of each output; null takes it from a kernel's shape.</param>
    /// <param name="seed">0 or more; drawn when null.</param>
    /// <exception cref="ArgumentException">fanIn is not positive, or the seed negative.</exception>
    public TorchUniform(int? fanIn = null, int? seed = null)
    {
        if (fanIn <= 0)
        {
            throw new ArgumentException($"TorchUniform: expected a fanIn of 1 or more, received {fanIn}.", nameof(fanIn));
        }
        _knowsFan = fanIn is not null;
        _equal = fanIn is { } count
            ? new RandomUniform(-1 / Math.Sqrt(count), 1 / Math.Sqrt(count), seed)
            : new VarianceScaling(1.0 / 3, "fan_in", "uniform", seed);
    }

    internal override double[] Make(Dimensions shape, KerasDType dtype = default) => _knowsFan || shape.Rank >= 2
        ? _equal.Make(shape, dtype)
        : throw new ArgumentException($"TorchUniform: a weight of shape {shape} does not say how many inputs its layer has. Pass the number, as in new TorchUniform(784).");

    internal override JsonObject GetConfig() => _equal.GetConfig();

    internal override JsonObject Serialize() => _equal.Serialize();

    internal static TorchUniform FromConfig(ConfigReader config) => new(config.OptionalInt("fan_in"), config.OptionalInt("seed"));
}
