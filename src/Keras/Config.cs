namespace Keras;

/// <summary>What Keras configures for the whole process.</summary>
/// <remarks>Source: <see href="https://keras.io/api/utils/config_utils/"/>.</remarks>
public static class Config
{
    /// <summary>The dtype of layers, inputs, metrics and optimizers that are made without one: float32, unless set.</summary>
    public static KerasDType Floatx { get; private set; } = KerasDType.Float32;

    /// <summary>Sets <see cref="Floatx"/>; what was made before keeps its dtype.</summary>
    /// <param name="value">"float32" or "float64".</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    /// <example><code>Config.SetFloatx("float64");</code></example>
    public static void SetFloatx(KerasDType value) => Floatx = value.IsFloating
        ? value
        : throw new ArgumentException($"SetFloatx: expected \"float32\" or \"float64\", received \"{value}\".", nameof(value));
}
