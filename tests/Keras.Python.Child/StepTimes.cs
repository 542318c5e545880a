using System.Diagnostics;
using System.Globalization;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Child;

/// <summary>How long steps of the dense autoencoder on one batch take through C#, alone and with what a loop may look at after each; <c>step_times.py</c> is the same script in Python.</summary>
internal static class StepTimes
{
    private const int Warm = 20;

    public static int Run(int steps)
    {
        PythonBackend.Register();
        Backend.Use("jax");
        var x = np.random.RandomState(0).rand(32, 784).astype(np.float32);
        var input = Input(784);
        KerasTensor h = input;
        foreach (int units in new[] { 256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256 })
        {
            h = Dense(units, "relu")(h);
        }
        var model = new Model(input, Dense(784, "sigmoid")(h));
        model.Compile(optimizer: "adam", loss: "binary_crossentropy");
        Print("step", steps, () => model.TrainOnBatch(x, x));
        Print("step and iterations", steps, () =>
        {
            model.TrainOnBatch(x, x);
            _ = model.Optimizer.Iterations;
        });
        Print("step and weights", steps, () =>
        {
            model.TrainOnBatch(x, x);
            _ = model.GetWeights();
        });
        return 0;
    }

    private static void Print(string name, int steps, Action step)
    {
        var times = new double[steps];
        for (int i = -Warm; i < steps; i++)
        {
            long start = Stopwatch.GetTimestamp();
            step();
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {times[steps / 2]:0.000} ms, the least {times[0]:0.000} ms"));
    }
}
