using BenchmarkDotNet.Running;
using Keras.Benchmarks.Epochs;
using Keras.Benchmarks.Steps;

// models [--json FILE] [--seconds N]    seconds an epoch of the document's four models, beside PyTorch
// steps NAME...                         training steps of those models (I, II, III, IV) on the engine alone
// anything else                         BenchmarkDotNet, with its own options: --filter "*"
switch (args)
{
    case ["models", .. var options]:
        return EpochTable.Run(options);
    case ["steps", .. var names]:
        foreach (string name in names)
        {
            Models.Run(name);
        }
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(EpochTable).Assembly).Run(args);
        return 0;
}
