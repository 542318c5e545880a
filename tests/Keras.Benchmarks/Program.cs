using BenchmarkDotNet.Running;
using Keras.Benchmarks.Epochs;
using Keras.Benchmarks.Widths;

// models [--json FILE] [--seconds N] [NAME...]   seconds an epoch of the examples' models, beside PyTorch; with KERAS_TRACE=1 also what each step takes
// widths                                        what a matrix product reaches of the limit with vectors of each width
// anything else                                 BenchmarkDotNet, with its own options: --filter "*"
switch (args)
{
    case ["models", .. var options]:
        return EpochTable.Run(options);
    case ["widths", .. var options]:
        return WidthTable.Run(options);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EpochTable).Assembly).Run(args);
        return 0;
}
