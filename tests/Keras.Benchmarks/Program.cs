using BenchmarkDotNet.Running;
using Keras.Benchmarks.Epochs;
using Keras.Benchmarks.Shapes;

// models [--json FILE] [--seconds N] [NAME...]   seconds an epoch of the examples' models, beside PyTorch; with KERAS_TRACE=1 also what each step takes
// shapes [--json FILE] [--seconds N] [NAME...]   milliseconds a step of other shapes, beside PyTorch and Keras on JAX
// anything else                                 BenchmarkDotNet, with its own options: --filter "*"
switch (args)
{
    case ["models", .. var options]:
        return EpochTable.Run(options);
    case ["shapes", .. var options]:
        return ShapeMeasurement.Run(options);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EpochTable).Assembly).Run(args);
        return 0;
}
