namespace Keras.Python.Setup;

/// <summary>Makes one environment, step by step; the stamp comes last.</summary>
internal sealed class EnvironmentMaker(PythonEnvironmentOptions options, string folder, IProgress<string>? progress)
{
    public async Task<PythonEnvironment> EnsureAsync(CancellationToken cancellation)
    {
        if (options.Gpu)
        {
            GpuCheck.Require();
        }
        if (EnvironmentStamp.Read(folder) is { } stamp && await IsWholeAsync(stamp, cancellation).ConfigureAwait(false))
        {
            return PythonEnvironment.Open(folder)!;
        }
        if (Directory.Exists(folder))
        {
            progress?.Report($"The environment in '{folder}' is unfinished, broken or of another version; making it anew.");
            Directory.Delete(folder, recursive: true);
        }
        var python = await BasePython.FindAsync(options, progress, cancellation).ConfigureAwait(false);
        var requirements = Requirements.For(options, python.Version);
        progress?.Report($"Making an environment of Python {python.Version} ('{python.Executable}') in '{folder}'");
        await MakeAsync(python, cancellation).ConfigureAwait(false);
        await Pip.InstallAsync(PythonEnvironment.Interpreter(folder), requirements, options.Wheels, progress, cancellation).ConfigureAwait(false);
        progress?.Report($"Trying Keras on {options.Backend}");
        if (await ErrorOfImportAsync(cancellation).ConfigureAwait(false) is { } error)
        {
            throw new PythonSetupException($"Keras was installed in '{folder}', but does not start on {options.Backend}: {error}. 'keras doctor' says more.");
        }
        new EnvironmentStamp(options.Backend, options.Gpu, python.Version.ToString(), python.Executable, requirements.Sha256).Write(folder);
        progress?.Report($"Ready: Keras on {options.Backend} in '{folder}'");
        return PythonEnvironment.Open(folder)!;
    }

    /// <summary>Whether what is there is what is wanted, and starts.</summary>
    private async Task<bool> IsWholeAsync(EnvironmentStamp stamp, CancellationToken cancellation)
    {
        if (!Version.TryParse(stamp.Python, out var version) || Requirements.For(options, version).Sha256 != stamp.Requirements || !File.Exists(PythonEnvironment.Interpreter(folder)))
        {
            return false;
        }
        if (options.Python is { } named && PythonInstallation.Probe(named).Executable != stamp.Base)
        {
            return false;
        }
        var (exitCode, _) = await Command.RunAsync(PythonEnvironment.Interpreter(folder), ["-c", "import importlib.util as u; import sys; sys.exit(u.find_spec('keras') is None)"], null, cancellation).ConfigureAwait(false);
        return exitCode == 0;
    }

    internal async Task MakeAsync(PythonInstallation python, CancellationToken cancellation)
    {
        var (exitCode, lines) = await Command.RunAsync(python.Executable, ["-m", "venv", "--clear", folder], null, cancellation).ConfigureAwait(false);
        if (exitCode == 0)
        {
            return;
        }
        string minor = $"{python.Version.Major}.{python.Version.Minor}";
        string last = lines.Count > 0 ? lines[^1] : "no reason is given";
        bool lacksVenv = lines.Any(line => line.Contains("ensurepip", StringComparison.Ordinal) || line.Contains("No module named venv", StringComparison.Ordinal));
        string what = $"'{python.Executable}' cannot make an environment in '{folder}'";
        throw new PythonSetupException(Failure.Explain(what, Path.GetDirectoryName(folder)!, lines) ?? (lacksVenv
            ? $"'{python.Executable}' (Python {python.Version}) lacks its modules venv and ensurepip, which make environments. On Debian and Ubuntu: apt install python{minor}-venv. Or name another interpreter by --python."
            : $"{what}: {last}."));
    }

    private async Task<string?> ErrorOfImportAsync(CancellationToken cancellation)
    {
        var (exitCode, lines) = await Command.RunAsync(PythonEnvironment.Interpreter(folder), ["-c", "import keras; print(keras.__version__)"], null, cancellation, ("KERAS_BACKEND", options.Backend), ("TF_CPP_MIN_LOG_LEVEL", "3")).ConfigureAwait(false);
        return exitCode == 0 ? null : lines.Count > 0 ? lines[^1].TrimEnd('.') : $"exit code {exitCode}";
    }
}
