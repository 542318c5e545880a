using System.ComponentModel;
using Keras.Python;

namespace Keras.Solution.Tests;

/// <summary>A Python of this machine that programs can use, with NumPy.</summary>
internal static class PythonWithNumPy
{
    /// <summary>Its program, or null where there is none.</summary>
    public static string? Executable { get; } = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(IsOne);

    /// <summary>The variable that names it.</summary>
    public static IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["KERAS_PYTHON"] = Executable! };

    private static bool IsOne(string python)
    {
        try
        {
            return ChildProcess.Run(python, ["-c", "import numpy"], Path.GetTempPath()).ExitCode == 0 && PythonInstallation.Probe(python) is not null;
        }
        catch (Exception error) when (error is Win32Exception or PythonSetupException)
        {
            return false;
        }
    }
}
