namespace Examples.Shared;

/// <summary>The options that all examples have.</summary>
/// <param name="Epochs">How many epochs to train.</param>
/// <param name="DefaultEpochs">The original's number of epochs.</param>
/// <param name="Dataset">"mnist", "fashion_mnist" or "sample"; null takes MNIST if it is to be had, else the sample.</param>
/// <param name="Data">A folder of IDX files, instead of a download.</param>
/// <param name="Out">Where the pictures go.</param>
/// <param name="Seed">The seed of weights and shuffles; null starts anywhere.</param>
/// <param name="Backend">What trains; null leaves it to KERAS_BACKEND, else the built-in engine.</param>
/// <param name="Device">Where real Keras computes; null leaves it to Keras.</param>
/// <param name="Python">The interpreter that has real Keras; null leaves it to KERAS_PYTHON, else the environment of its setup.</param>
internal sealed record ExampleOptions(int Epochs, int DefaultEpochs, string? Dataset, string? Data, string Out, int? Seed, string? Backend, string? Device, string? Python);
