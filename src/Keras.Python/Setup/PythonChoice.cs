namespace Keras.Python;

/// <summary>Finds the Python to run when none was named.</summary>
internal static class PythonChoice
{
    /// <summary>The environment variable that names an interpreter.</summary>
    public const string Variable = "KERAS_PYTHON";

    /// <summary>That of <c>KERAS_PYTHON</c>, else <c>python3</c> (on Windows <c>python</c>) on the path.</summary>
    /// <exception cref="PythonSetupException">There is none, or it cannot run here.</exception>
    public static PythonInstallation Find() => PythonInstallation.Probe(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : OperatingSystem.IsWindows() ? "python" : "python3");
}
