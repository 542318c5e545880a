using System.Diagnostics;

namespace Keras.Python.Tests;

/// <summary>The Pythons of this machine that tests run with.</summary>
internal static class Pythons
{
    private static readonly Lazy<IReadOnlyList<PythonInstallation>> s_all = new(FindAll);

    private static readonly Lazy<PythonInstallation?> s_withNumPy = new(() => RealKeras.Python ?? All.FirstOrDefault(HasNumPy));

    /// <summary>Every usable Python that is found under its usual names, each installation once.</summary>
    public static IReadOnlyList<PythonInstallation> All => s_all.Value;

    /// <summary>The one that the tests use, which has NumPy. Skips the test where there is none.</summary>
    public static PythonInstallation WithNumPy
    {
        get
        {
            Assert.SkipWhen(s_withNumPy.Value is null, "needs a Python 3.11 to 3.14 with NumPy: KERAS_PYTHON, or python3 on PATH or in /usr/bin (Debian: python3 and python3-numpy)");
            return s_withNumPy.Value!;
        }
    }

    /// <summary>The interpreter of the first that can make environments, and lacks what the small wheels stand for: else it would be used as it is. Skips the test where there is none.</summary>
    public static string WithVenv
    {
        get
        {
            var fitting = All.FirstOrDefault(python => Succeeds(python.Executable, "-c", "import venv, ensurepip, sys, importlib.util as u; sys.exit(u.find_spec('keras') is not None and u.find_spec('tensorflow') is not None)"));
            Assert.SkipWhen(fitting is null, "needs a Python 3.11 to 3.14 with its modules venv and ensurepip, without TensorFlow (Debian: python3 and python3-venv)");
            return fitting!.Executable;
        }
    }

    /// <summary>Starts that Python in this process; skips the test where there is none.</summary>
    public static void Start() => Py.Initialize(WithNumPy);

    /// <summary>Whether NumPy can be imported there.</summary>
    public static bool HasNumPy(PythonInstallation python) => Succeeds(python.Executable, "-c", "import numpy");

    /// <summary>Whether a program runs and ends with exit code 0.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static List<PythonInstallation> FindAll()
    {
        var found = new List<PythonInstallation>();
        string?[] names = [Environment.GetEnvironmentVariable("KERAS_PYTHON"), "python3", "python", "/usr/bin/python3", "python3.11", "python3.12", "python3.13", "python3.14"];
        foreach (string name in names.Where(name => !string.IsNullOrEmpty(name)).Distinct()!)
        {
            try
            {
                var python = PythonInstallation.Probe(name);
                if (!found.Contains(python))
                {
                    found.Add(python);
                }
            }
            catch (PythonSetupException)
            {
                // Not there, or not one that can be used.
            }
        }
        return found;
    }
}
