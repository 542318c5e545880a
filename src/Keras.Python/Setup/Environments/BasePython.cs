namespace Keras.Python.Setup;

/// <summary>Finds the Python that an environment is made of.</summary>
internal static class BasePython
{
    /// <summary>The names under which interpreters are looked for.</summary>
    public static IReadOnlyList<string> Names { get; } = OperatingSystem.IsWindows() ? ["python"] : ["python3.12", "python3.13", "python3.11", "python3.14", "python3", "/usr/bin/python3"];

    /// <summary>The one that was named; else the first on the path that fits, and for which there are wheels; else a standalone one, downloaded.</summary>
    /// <exception cref="PythonSetupException">None is to be had.</exception>
    public static async Task<PythonInstallation> FindAsync(PythonEnvironmentOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        if (options.Python is { } named)
        {
            return PythonInstallation.Probe(named);
        }
        var reasons = new List<string>();
        foreach (string name in Names)
        {
            try
            {
                var python = PythonInstallation.Probe(name);
                if (options.Wheels is { } folder && !HasWheels(folder, python.Version))
                {
                    reasons.Add($"'{python.Executable}' is Python {python.Version}, for which there are no wheels in '{folder}'");
                    continue;
                }
                if (!await VirtualEnvironment.CanMakeAsync(python, cancellation).ConfigureAwait(false))
                {
                    reasons.Add(VirtualEnvironment.Advice(python).Replace(" Or name another interpreter by --python.", "", StringComparison.Ordinal).TrimEnd('.'));
                    continue;
                }
                return python;
            }
            catch (PythonSetupException error)
            {
                reasons.Add(error.Message.Split(". ")[0]);
            }
        }
        if (options.Wheels is { } wheels && !HasWheels(wheels, StandalonePython.Version))
        {
            throw new PythonSetupException($"No Python was found that fits the wheels in '{wheels}': {string.Join("; ", reasons.Distinct())}. Install one that they are for, name it by --python, or leave --wheels out.");
        }
        progress?.Report($"No fitting Python is installed ({string.Join("; ", reasons.Distinct())}).");
        return PythonInstallation.Probe(await StandalonePython.EnsureAsync(options.Home, progress, cancellation).ConfigureAwait(false));
    }

    /// <summary>Whether a folder of wheels has one of NumPy for that Python.</summary>
    private static bool HasWheels(string folder, Version python) =>
        Directory.EnumerateFiles(folder, "numpy-*.whl").Any(file => Path.GetFileName(file).Contains($"-cp{python.Major}{python.Minor}-", StringComparison.Ordinal));
}
