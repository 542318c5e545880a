using BenchmarkDotNet.Running;
using Keras.Benchmarks.Comparisons;
using Keras.Benchmarks.Epochs;
using Keras.Benchmarks.Memory;
using Keras.Benchmarks.Pictures;
using Keras.Benchmarks.Shapes;
using Keras.Benchmarks.Starts;
using Keras.Benchmarks.Widths;

// models [--json FILE] [--seconds N] [NAME...]   seconds an epoch of the examples' models, beside PyTorch; with KERAS_TRACE=1 also what each step takes
// shapes [--json FILE] [--seconds N] [NAME...]   milliseconds a step of other shapes, beside PyTorch and Keras on JAX
// threads [--json FILE] [--seconds N] [NAME...]  the models on one thread and on all, in turn
// dtypes [--json FILE] [--seconds N] [NAME...]   the models in float32 and in float64, in turn
// predictions [NAME...]                         seconds the models take to predict 10,000 images
// widths                                        what a matrix product reaches of the limit with vectors of each width
// starts [PROGRAM ...]                          how long first steps, predictions and epochs take in new processes
// memory                                        the most memory that training the first model held (Linux)
// plot TABLE.json PICTURE.png                    a picture of what models --json kept
// anything else                                 BenchmarkDotNet, with its own options: --filter "*"
switch (args)
{
    case ["models", .. var options]:
        return EpochTable.Run(options);
    case ["starts", .. var programs]:
        return StartTable.Run(programs);
    case ["predictions", .. var names]:
        return PredictionTable.Run(names);
    case ["threads", .. var options]:
        return ComparisonTable.Threads(options);
    case ["dtypes", .. var options]:
        return ComparisonTable.DTypes(options);
    case ["memory", .. var options]:
        return MemoryTable.Run(options);
    case ["plot", var table, var picture]:
        EpochPicture.Save(table, picture);
        return 0;
    case ["widths", .. var options]:
        return WidthTable.Run(options);
    case ["shapes", .. var options]:
        return ShapeMeasurement.Run(options);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EpochTable).Assembly).Run(args);
        return 0;
}
