using System.Diagnostics;
using System.Globalization;
using Keras.Callbacks;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Child;

/// <summary>How long epochs of the dense autoencoder, and predictions of one image, take through C#; <c>fit_times.py</c> is the same script in Python.</summary>
internal static class FitTimes
{
    private const int Epochs = 7, Predictions = 200;

    public static int Run(int samples)
    {
        PythonBackend.Register();
        Backend.Use("jax");
        var x = np.random.RandomState(0).rand(samples, 784).astype(np.float32);
        var input = Input(784);
        KerasTensor h = input;
        foreach (int units in new[] { 256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256 })
        {
            h = Dense(units, "relu")(h);
        }
        var model = new Model(input, Dense(784, "sigmoid")(h));
        model.Compile(optimizer: "adam", loss: "binary_crossentropy");
        Callback[] callbacks = [new LambdaCallback(onTrainBatchEnd: (_, _) => { })];
        model.Fit(x, x, verbose: 0, callbacks: callbacks);
        Print("epoch", Epochs, () => model.Fit(x, x, verbose: 0, callbacks: callbacks));
        var one = x["0:1"];
        model.Predict(one, verbose: 0);
        Print("predict", Predictions, () => model.Predict(one, verbose: 0));
        return 0;
    }

    private static void Print(string name, int times, Action action)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {least:0.000} ms"));
    }
}
