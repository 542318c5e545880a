using Keras.Core;
using Keras.Python.Objects;

namespace Keras.Python;

/// <summary>Keras's own distribution of training over several devices, and over the processes of a cluster: <c>keras.distribution</c>, on JAX.</summary>
/// <remarks>
/// Choose it before the models first run: each batch is then cut among the devices, which compute one common step, so that the numbers are those of one device to rounding. The batch size
/// should be a multiple of the number of devices. In a cluster every process runs the same program on the same data, and calls <see cref="Initialize"/> first; each computes its share of
/// every batch, <c>Predict</c> alone is computed whole by each.
/// Source: <see href="https://keras.io/api/distribution/"/>.
/// </remarks>
/// <example><code>
/// PythonBackend.Register();
/// Backend.Use("jax");
/// Distribution.SetDataParallel();
/// model.Fit(x, x, batchSize: 256);
/// </code></example>
public static class Distribution
{
    /// <summary>The devices of all processes, by Keras's names: <c>"cpu:0"</c>, <c>"gpu:1"</c>.</summary>
    /// <param name="deviceType">"cpu", "gpu" or "tpu" alone; the best kind that there is when null.</param>
    /// <exception cref="InvalidOperationException">The backend in use is not JAX.</exception>
    public static IReadOnlyList<string> ListDevices(string? deviceType = null) => OnJax(keras =>
    {
        using var devices = keras.CallMember("list_devices", deviceType);
        return devices.ToList().ConvertAll(device => device.ToString());
    });

    /// <summary>Joins this process to the others of a cluster. Where <c>Utils.SetRandomSeed</c> was not called, all draw by the first process's seed from now on.</summary>
    /// <param name="jobAddresses">The address of the first process, <c>"10.0.0.1:1234"</c>; null takes it from the environment variable <c>KERAS_DISTRIBUTION_JOB_ADDRESSES</c>.</param>
    /// <param name="numProcesses">How many processes there are; <c>KERAS_DISTRIBUTION_NUM_PROCESSES</c> when null.</param>
    /// <param name="processId">The number of this one, from 0; <c>KERAS_DISTRIBUTION_PROCESS_ID</c> when null.</param>
    /// <exception cref="InvalidOperationException">The backend in use is not JAX.</exception>
    /// <exception cref="PythonException">The others do not come.</exception>
    public static void Initialize(string? jobAddresses = null, int? numProcesses = null, int? processId = null) => OnJax(keras =>
    {
        keras.CallMember("initialize", jobAddresses, Number(numProcesses), Number(processId)).Dispose();
        using var support = Py.ImportHere("_autoencoders_distribution");
        // Weights are drawn and shuffled in C#, and every process must have the same.
        using var seed = support.CallMember("common_seed", GlobalSeed.Seed ?? Random.Shared.Next());
        if (GlobalSeed.Seed is null)
        {
            GlobalSeed.SetRandomSeed((int)seed.ToInt64());
        }
        return true;
    });

    /// <summary>Cuts each batch among devices, each of which holds the whole model: <c>set_distribution(DataParallel(devices=...))</c>.</summary>
    /// <param name="devices">Their names; all of the best kind when null.</param>
    /// <exception cref="InvalidOperationException">The backend in use is not JAX.</exception>
    /// <exception cref="PythonException">There is no such device.</exception>
    public static void SetDataParallel(IEnumerable<string>? devices = null)
    {
        string[]? names = devices?.ToArray();
        OnJax(keras =>
        {
            using var support = Py.ImportHere("_autoencoders_distribution");
            support.CallMember("data_parallel", names).Dispose();
            return true;
        });
    }

    /// <summary>Ends the distribution, for models that first run from now on.</summary>
    /// <exception cref="InvalidOperationException">The backend in use is not JAX.</exception>
    public static void Reset() => OnJax(keras =>
    {
        keras.CallMember("set_distribution", PyArgument.None).Dispose();
        return true;
    });

    private static PyArgument Number(int? value) => value is { } number ? number : PyArgument.None;

    private static T OnJax<T>(Func<PyObject, T> work)
    {
        var choice = Backend.Current;
        if (choice.Name != "jax")
        {
            throw new InvalidOperationException($"Keras distributes training on JAX alone, and the backend in use is {choice.Name}. Call Backend.Use(\"jax\") first.");
        }
        var python = PythonThread.IsStarted ? PythonThread.Instance : PythonThread.Start(PythonChoice.Find(choice.Name));
        return python.Run(() =>
        {
            PythonBackend.Start(choice);
            using var keras = Py.ImportHere("keras.distribution");
            return work(keras);
        });
    }
}
