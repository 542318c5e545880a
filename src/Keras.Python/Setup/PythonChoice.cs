namespace Keras.Python;

/// <summary>Finds the Python to run when none was named.</summary>
internal static class PythonChoice
{
    /// <summary>The environment variable that names an interpreter.</summary>
    public const string Variable = "KERAS_PYTHON";

    /// <summary>
    /// That of <c>KERAS_PYTHON</c>; else that of the environment made for the backend, for GPUs where there is one; else, when it is not for Keras, <c>python3</c> (on Windows <c>python</c>) on the path.
    /// </summary>
    /// <param name="backend">What Keras is to compute with; null for Python alone.</param>
    /// <exception cref="PythonSetupException">There is none, or it cannot run here.</exception>
    public static PythonInstallation Find(string? backend = null)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return PythonInstallation.Probe(named);
        }
        var environments = PythonEnvironment.All().Where(environment => backend is null || environment.Backend == backend).OrderByDescending(environment => environment.Gpu);
        if (environments.FirstOrDefault() is { } made)
        {
            return PythonInstallation.Probe(made.Executable);
        }
        return backend is null
            ? PythonInstallation.Probe(OperatingSystem.IsWindows() ? "python" : "python3")
            : throw new PythonSetupException($"There is no environment with Keras on {backend} yet. Make one with 'keras setup --backend {backend}' or PythonEnvironment.EnsureAsync, or name an interpreter that has Keras in the environment variable {Variable}.");
    }
}
