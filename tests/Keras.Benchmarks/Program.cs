using BenchmarkDotNet.Running;
using Keras.Benchmarks.Epochs;
using Keras.Benchmarks.Starts;

// models [--json FILE] [--seconds N] [NAME...]   seconds an epoch of the examples' models, beside PyTorch; with KERAS_TRACE=1 also what each step takes
// starts [PROGRAM ...]                         how long first steps, predictions and epochs take in new processes
// anything else                                 BenchmarkDotNet, with its own options: --filter "*"
switch (args)
{
    case ["models", .. var options]:
        return EpochTable.Run(options);
    case ["starts", .. var programs]:
        return StartTable.Run(programs);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EpochTable).Assembly).Run(args);
        return 0;
}
