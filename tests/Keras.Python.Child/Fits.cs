using System.Runtime.InteropServices;
using Keras.Callbacks;
using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Child;

/// <summary>How a process ends while real Keras trains in it.</summary>
internal static class Fits
{
    private const int VeryLong = 1_000_000;

    public static int ReturnDuring(int code)
    {
        StartFit();
        return EndsNow(code);
    }

    public static int ExitDuring(int code)
    {
        StartFit();
        Environment.Exit(EndsNow(code));
        return 1;
    }

    public static int ExitInCallback(int code)
    {
        Fit(new LambdaCallback(onTrainBatchEnd: (batch, _) =>
        {
            if (batch == 3)
            {
                Environment.Exit(EndsNow(code));
            }
        }), default);
        return 1;
    }

    /// <summary>Turns a signal into a cancellation; says how many epochs the history has, and trains on.</summary>
    public static int OnSignal(string name)
    {
        using var source = new CancellationTokenSource();
        using var registration = PosixSignalRegistration.Create(Enum.Parse<PosixSignal>(name), context =>
        {
            context.Cancel = true;
            source.Cancel();
        });
        var model = MakeModel();
        int begun = 0;
        try
        {
            var callback = new LambdaCallback(onEpochBegin: (epoch, _) =>
            {
                begun = epoch;
                if (epoch == 2)
                {
                    Console.WriteLine("runs");
                }
            });
            model.Fit(X, Y, epochs: VeryLong, verbose: 0, callbacks: [callback], cancellationToken: source.Token);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // The end came after a step, or after the epoch.
            bool isWhole = model.History!.Epoch.Count - begun is 0 or 1 && double.IsFinite(model.Fit(X, Y, verbose: 0)["loss"][0]);
            return EndsNow(isWhole ? 130 : 2);
        }
    }

    private static NDArray X { get; } = np.ones(new Shape(256, 8), np.float32);

    private static NDArray Y { get; } = np.zeros(new Shape(256, 2), np.float32);

    private static Model MakeModel()
    {
        PythonBackend.Register();
        Backend.Use("jax");
        var x = Input(8);
        var model = new Model(x, Dense(2)(Dense(64, "relu")(x)));
        model.Compile(optimizer: "adam", loss: "mse");
        return model;
    }

    private static void Fit(Callback callback, CancellationToken cancellation) => MakeModel().Fit(X, Y, epochs: VeryLong, verbose: 0, callbacks: [callback], cancellationToken: cancellation);

    /// <summary>Trains on another thread and returns while it runs.</summary>
    private static void StartFit()
    {
        using var runs = new ManualResetEventSlim();
        new Thread(() => Fit(new LambdaCallback(onEpochBegin: (epoch, _) =>
        {
            if (epoch == 1)
            {
                runs.Set();
            }
        }), default))
        { IsBackground = true }.Start();
        runs.Wait();
    }

    private static int EndsNow(int code)
    {
        Console.WriteLine("ends now");
        return code;
    }
}
