using Keras.Backends;
using Keras.Python.Objects;

namespace Keras.Python;

/// <summary>Real Keras 3 in an embedded Python as a backend of models.</summary>
/// <remarks>
/// A process has one Python, and in it Keras has one backend: the first to be used stays. <c>fit</c>, <c>evaluate</c> and <c>predict</c> run whole in Python's Keras. On JAX shuffled epochs have the
/// orders that the built-in engine gives them; TensorFlow and PyTorch draw their own.
/// </remarks>
/// <example><code>
/// PythonBackend.Register();
/// Backend.Use("jax");
/// model.Fit(x, x, epochs: 5);
/// </code></example>
public static class PythonBackend
{
    private static BackendChoice? s_started;
    private static PyObject? s_bridge;

    /// <summary>Makes real Keras known to <c>Backend.Use</c> and to the environment variable <c>KERAS_BACKEND</c>. Python starts when a model first needs it.</summary>
    public static void Register() => Backend.Register(static (model, choice) => new PythonModelBackend(model, choice));

    /// <summary>The version of Keras that runs, which this starts if need be.</summary>
    /// <exception cref="PythonSetupException">Python or Keras cannot be started.</exception>
    public static string KerasVersion => Py.Run(() =>
    {
        using var keras = Py.ImportHere("keras");
        using var version = keras.Get("__version__");
        return version.ToString();
    });

    /// <summary>On the Python thread: this project's Python side, with Keras started on that backend.</summary>
    /// <exception cref="InvalidOperationException">Keras runs on another backend in this process.</exception>
    /// <exception cref="PythonSetupException">Keras is not there, or the device is not.</exception>
    internal static PyObject Start(BackendChoice choice)
    {
        if (s_started is { } started && started.Name != choice.Name)
        {
            throw new InvalidOperationException($"Keras runs on {started.Name} in this process, and a process has one backend of Keras; asked for {choice.Name}. Run another process for it.");
        }
        if (s_started != choice)
        {
            var bridge = s_bridge ??= Support.Load("bridge.py", "_autoencoders_bridge");
            try
            {
                bridge.CallMember("start", choice.Name, choice.Device).Dispose();
                Support.Load("torch_classes.py", "_autoencoders_torch").Dispose();
                Support.Load("distribution.py", "_autoencoders_distribution").Dispose();
            }
            catch (PythonException error)
            {
                var python = PythonThread.Instance.Python;
                throw new PythonSetupException($"Keras on {choice.Name} does not start in '{python.Executable}' (Python {python.Version}): {error.Message}. Make an environment with 'keras setup --backend {choice.Name}', or name one that has it in the environment variable {PythonChoice.Variable}; 'keras doctor' says more.", error);
            }
            s_started ??= choice;
        }
        return s_bridge!;
    }
}
