namespace Keras.Python.Tests;

/// <summary>
/// The Python with real Keras on JAX that tests run with: that of KERAS_PYTHON, where it has Keras, else an environment that is made from the wheels that KERAS_WHEELS names. A process has one
/// Python, so the other tests use it too.
/// </summary>
internal static class RealKeras
{
    /// <summary>Why tests are skipped.</summary>
    public const string Missing = "needs real Keras on JAX: KERAS_WHEELS, a folder of its wheels, or KERAS_PYTHON, an interpreter that has it";

    /// <summary>Where the environment is kept, from one run to the next.</summary>
    public static string Home { get; } = Path.Combine(AppContext.BaseDirectory, "environments");

    private static readonly Lazy<PythonInstallation?> s_python = new(Find);

    /// <summary>That Python; null where there is none.</summary>
    public static PythonInstallation? Python => s_python.Value;

    /// <summary>Starts it, with Keras on JAX as the backend; skips the test where there is none.</summary>
    public static void Start()
    {
        Assert.SkipWhen(Python is null, Missing);
        Py.Initialize(Python!);
        PythonBackend.Register();
    }

    private static PythonInstallation? Find()
    {
        if (Environment.GetEnvironmentVariable("KERAS_PYTHON") is { Length: > 0 } named && Pythons.Succeeds(named, "-c", "import importlib.util as u, sys; sys.exit(not (u.find_spec('keras') and u.find_spec('jax')))"))
        {
            return PythonInstallation.Probe(named);
        }
        if (Environment.GetEnvironmentVariable("KERAS_WHEELS") is not { Length: > 0 })
        {
            return null;
        }
        var options = new PythonEnvironmentOptions { Home = Home };
        return PythonInstallation.Probe(PythonEnvironment.EnsureAsync(options).GetAwaiter().GetResult().Executable);
    }
}
