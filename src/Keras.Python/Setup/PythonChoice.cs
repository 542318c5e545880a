using Keras.Python.Setup;

namespace Keras.Python;

/// <summary>Finds the Python to run when none was named.</summary>
internal static class PythonChoice
{
    /// <summary>The environment variable that names an interpreter.</summary>
    public const string Variable = "KERAS_PYTHON";

    /// <summary>
    /// That of <c>KERAS_PYTHON</c>; else that of the environment made or recorded for the backend, for GPUs where there is one; else, when it is not for Keras, <c>python3</c> (on Windows <c>python</c>)
    /// on the path.
    /// </summary>
    /// <param name="backend">What Keras is to compute with; null for Python alone.</param>
    /// <exception cref="PythonSetupException">There is none, or it cannot run here.</exception>
    public static PythonInstallation Find(string? backend = null) => Choose(backend) is { } chosen
        ? PythonInstallation.Probe(chosen.Name)
        : throw new PythonSetupException(ExternalEnvironment.Lost(backend!, PythonEnvironmentOptions.DefaultHome)
            ?? $"There is no environment with Keras on {backend} yet. Make one with 'keras setup --backend {backend}' or PythonEnvironment.EnsureAsync, or name an interpreter that has Keras in the environment variable {Variable}.");

    /// <summary>The interpreter that would be found, and what names it; null when there is none.</summary>
    public static (string Name, string From)? Choose(string? backend)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return (named, Variable);
        }
        var environments = PythonEnvironment.All().Where(environment => backend is null || environment.Backend == backend).OrderByDescending(environment => environment.Gpu);
        if (environments.FirstOrDefault() is { } environment)
        {
            return (environment.Executable, $"the environment '{Path.GetFileName(environment.Folder)}'");
        }
        string usual = OperatingSystem.IsWindows() ? "python" : "python3";
        return backend is null ? (usual, $"{usual} on the path") : null;
    }
}
