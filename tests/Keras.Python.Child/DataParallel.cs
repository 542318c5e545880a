using NumSharp;
using static Keras.Functional;

namespace Keras.Python.Child;

/// <summary>Trains on two virtual devices of the CPU and on the built-in engine, and says whether the losses agree.</summary>
internal static class DataParallel
{
    public static int Run()
    {
        using (var os = Py.Import("os"))
        using (var environment = os.Get("environ"))
        {
            environment.SetItem("XLA_FLAGS", "--xla_force_host_platform_device_count=2");
        }
        PythonBackend.Register();
        Backend.Use("jax");
        Console.WriteLine(string.Join(", ", Distribution.ListDevices("cpu")));
        Distribution.SetDataParallel(["cpu:0", "cpu:1"]);
        var (jax, native) = (Train(), Train("native"));
        Console.WriteLine($"{string.Join(" ", jax)} | {string.Join(" ", native)}");
        using var bridge = Py.Import("keras.distribution");
        using var current = bridge.CallMember("distribution");
        Console.WriteLine(current.Get("__class__").Get("__name__"));
        return jax.Zip(native).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-4 * (1 + pair.Second)) ? 0 : 1;
    }

    private static IReadOnlyList<double> Train(string? backend = null)
    {
        if (backend is not null)
        {
            Backend.Use(backend);
        }
        Utils.SetRandomSeed(3);
        var x = np.random.RandomState(0).rand(256, 20).astype(np.float32);
        var input = Input(20);
        var model = new Model(input, Dense(20, "sigmoid")(Dense(8, "relu")(input)));
        model.Compile(optimizer: "adam", loss: "mse");
        return model.Fit(x, x, epochs: 3, batchSize: 64, verbose: 0)["loss"];
    }
}
