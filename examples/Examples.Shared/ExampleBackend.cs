using Keras;
using Keras.Python;

namespace Examples.Shared;

/// <summary>Chooses what trains.</summary>
internal static class ExampleBackend
{
    /// <summary>Uses the backend that the options name, else the one of KERAS_BACKEND; makes the environment of real Keras where there is none.</summary>
    /// <exception cref="PythonSetupException">The environment cannot be made, or the Python that is named cannot run.</exception>
    /// <exception cref="ExampleFailedException">A device or a Python is named for the built-in engine.</exception>
    public static void Choose(ExampleOptions options, CancellationToken cancellation)
    {
        PythonBackend.Register();
        try
        {
            if (options.Backend is not null || options.Device is not null)
            {
                Backend.Use(options.Backend ?? Backend.Name, options.Device);
            }
            if (options.Python is { } named)
            {
                if (Backend.Name == "native")
                {
                    throw new ExampleFailedException("--python: the built-in engine needs no Python. Leave out --python, or take --backend jax, tensorflow or torch.");
                }
                Py.Initialize(named);
            }
            else if (Backend.Name != "native" && Environment.GetEnvironmentVariable("KERAS_PYTHON") is null or "")
            {
                bool gpu = options.Device?.StartsWith("gpu", StringComparison.Ordinal) == true;
                var environment = PythonEnvironment.EnsureAsync(new() { Backend = Backend.Name, Gpu = gpu }, new Lines(), cancellation).GetAwaiter().GetResult();
                Py.Initialize(environment.Executable);
            }
        }
        catch (ArgumentException error)
        {
            throw new ExampleFailedException(error.Message);
        }
    }

    /// <summary>Prints what is done as it is done.</summary>
    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine(value);
    }
}
