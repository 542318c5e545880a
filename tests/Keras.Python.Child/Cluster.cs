using System.Globalization;
using Keras.Callbacks;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Child;

/// <summary>One process of a cluster: trains with the others, and writes what it got, a line a kind of call. Alone, with no address, it does the same without distribution.</summary>
internal static class Cluster
{
    private static NDArray X { get; } = np.random.RandomState(0).rand(248, 20).astype(np.float32);

    public static int Run(string? address, int processes, int process)
    {
        PythonBackend.Register();
        Backend.Use("jax");
        if (address is not null)
        {
            Distribution.Initialize(address, processes, process);
            Distribution.SetDataParallel();
            Write("devices", [Distribution.ListDevices().Count]);
            Write("unseeded", Make().Fit(X, X, epochs: 2, batchSize: 62, verbose: 0)["loss"]);
        }
        Utils.SetRandomSeed(3);
        var model = Make();
        // The last batch is short: 56 samples.
        var history = model.Fit(X, X, epochs: 3, batchSize: 64, verbose: 0, validationData: (X["0:100"], X["0:100"]));
        foreach (string name in history.Keys)
        {
            Write($"fit {name}", history[name]);
        }
        Write("evaluate", model.Evaluate(X, X, batchSize: 64, verbose: 0).Select(entry => entry.Value));
        List<(NDArray, NDArray)> batches = [(X["0:40"], X["0:40"]), (X["40:50"], X["40:50"]), (X["50:80"], X["50:80"])];
        Write("sequence", model.Fit(batches, epochs: 2, verbose: 0)["loss"]);
        Write("generator", model.Fit(batches.Where(_ => true), epochs: 1, verbose: 0)["loss"]);
        var seen = new List<double>();
        model.Fit(X, X, batchSize: 62, verbose: 0, callbacks: [new LambdaCallback(onTrainBatchEnd: (batch, logs) =>
        {
            seen.AddRange([logs["loss"], Sum(model.GetWeights()[0]), Sum(model.Predict(X["0:7"], verbose: 0))]);
            model.Optimizer.LearningRate *= 0.5;
        })]);
        Write("callback", seen);
        Write("step", model.TrainOnBatch(X["0:16"], X["0:16"], out NDArray outputs).Select(entry => entry.Value));
        Write("outputs", [Sum(outputs)]);
        Write("test", model.TestOnBatch(X, X).Select(entry => entry.Value));
        Write("predict", [Sum(model.Predict(X, batchSize: 50, verbose: 0)), Sum(model.PredictOnBatch(X))]);
        Write("weights", model.GetWeights().Select(Sum));
        if (address is not null)
        {
            Refused("uneven batch", () => model.Fit(X, X, batchSize: 31, verbose: 0));
            Refused("uneven rest", () => model.Fit(X["0:33"], X["0:33"], batchSize: 16, verbose: 0));
            Refused("uneven step", () => model.TrainOnBatch(X["0:3"], X["0:3"]));
        }
        Write("end", model.Fit(X, X, verbose: 0, batchSize: 62)["loss"]);
        return 0;
    }

    private static Model Make()
    {
        var input = Input(20);
        var h = BatchNormalization()(Dense(8, "relu")(input));
        var model = new Model(input, Dense(20, "sigmoid")(h));
        model.Compile(optimizer: "adam", loss: "mse", metrics: ["mae"]);
        return model;
    }

    private static double Sum(NDArray array) => array.astype(np.float64).ravel().ToArray<double>().Sum();

    private static void Write(string name, IEnumerable<double> values) =>
        Console.WriteLine($"{name}: {string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}");

    private static void Refused(string name, Action action)
    {
        try
        {
            action();
            Console.WriteLine($"{name}! went through");
        }
        catch (PythonException error)
        {
            Console.WriteLine($"{name}! {error.Message}");
        }
    }
}
