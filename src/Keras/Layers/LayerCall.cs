using Keras.Layers;

namespace Keras;

/// <summary>
/// A layer ready to be called: what <c>Dense(256)</c> of <see cref="Functional"/> returns, so that <c>Dense(256)(x)</c> reads as in Python.
/// It can be called again (the weights are shared) and converts to its <see cref="Layer"/>.
/// </summary>
/// <param name="inputs">One tensor, or several as <c>[a, b]</c>.</param>
/// <param name="training">Training or inference; <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> decide for all layers of their model, as in Keras.</param>
/// <returns>The result; of several outputs the first, from which all can be taken apart.</returns>
public delegate KerasTensor LayerCall(KerasTensors inputs, bool? training = null);
