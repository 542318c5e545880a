using System.CommandLine;

namespace Examples.Shared;

/// <summary>The command line of an example.</summary>
internal static class ExampleCommand
{
    public static int Invoke(string[] args, string name, int defaultEpochs, Func<ExampleOptions, int> run)
    {
        var epochs = new Option<int>("--epochs") { Description = "How many epochs to train", DefaultValueFactory = _ => defaultEpochs };
        var dataset = new Option<string?>("--dataset") { Description = "The images; MNIST by default, or the embedded sample when MNIST is neither cached nor to be downloaded" };
        var data = new Option<string?>("--data") { Description = "A folder with the data set's four IDX files, instead of a download", HelpName = "DIR" };
        var output = new Option<string>("--out") { Description = "The folder for the pictures", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("output", name) };
        var seed = new Option<int?>("--seed") { Description = "The seed of weights and shuffles; every run differs without it" };
        var backend = new Option<string?>("--backend") { Description = "What trains: native (the default), or real Keras on jax, tensorflow or torch; else what KERAS_BACKEND names" };
        var device = new Option<string?>("--device") { Description = "Where real Keras computes: cpu, gpu, gpu:1 ...; its own choice without it" };
        var python = new Option<string?>("--python") { Description = "The interpreter that has real Keras; else that of KERAS_PYTHON, or of an environment that is made", HelpName = "EXE" };
        backend.AcceptOnlyFromAmong("native", "jax", "tensorflow", "torch");
        dataset.AcceptOnlyFromAmong("mnist", "fashion_mnist", "sample");
        epochs.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int count) && count < 1)
            {
                result.AddError($"--epochs: expected 1 or more, received {count}.");
            }
        });
        seed.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int number) && number < 0)
            {
                result.AddError($"--seed: expected 0 or more, received {number}.");
            }
        });

        var command = new RootCommand($"Trains the autoencoder {name} and leaves pictures of digits and their reconstructions.") { epochs, dataset, data, output, seed, backend, device, python };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dataset) == "sample" && result.GetValue(data) is not null)
            {
                result.AddError("--data: the sample is embedded and is not read from a folder. Leave out --data, or take --dataset mnist.");
            }
        });
        command.SetAction(parsed => run(new ExampleOptions(
            parsed.GetValue(epochs), defaultEpochs, parsed.GetValue(dataset), parsed.GetValue(data), parsed.GetValue(output)!, parsed.GetValue(seed),
            parsed.GetValue(backend), parsed.GetValue(device), parsed.GetValue(python))));
        return command.Parse(args).Invoke();
    }
}
