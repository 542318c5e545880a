namespace Keras.Python.Setup;

/// <summary>Makes one environment, step by step; the stamp comes last.</summary>
internal sealed class EnvironmentMaker(PythonEnvironmentOptions options, string folder, IProgress<string>? progress)
{
    private string Interpreter => PythonEnvironment.Interpreter(folder);

    public async Task<PythonEnvironment> EnsureAsync(CancellationToken cancellation)
    {
        OwnFolder.RequireOurs(folder);
        var external = new ExternalEnvironment(options, folder, progress);
        if (options.Python is { } named)
        {
            var found = PythonInstallation.Probe(named);
            var contents = await PythonContents.ReadAsync(found.Executable, folder, cancellation).ConfigureAwait(false);
            if (contents.IsThatFolder)
            {
                // An environment cannot be made of itself: naming it means to keep it.
                return await new EnvironmentMaker(options with { Python = null }, folder, progress).EnsureAsync(cancellation).ConfigureAwait(false);
            }
            if (await external.UseAsync(found, contents, cancellation).ConfigureAwait(false) is { } used)
            {
                return used;
            }
        }
        else if (EnvironmentStamp.Read(folder)?.Uses is { } interpreter)
        {
            return await external.KeepAsync(interpreter, cancellation).ConfigureAwait(false);
        }
        if (options.Gpu)
        {
            GpuCheck.Require();
        }
        if (Directory.Exists(folder))
        {
            if (await FlawAsync(cancellation).ConfigureAwait(false) is not { } flaw)
            {
                return PythonEnvironment.Open(folder)!;
            }
            progress?.Report($"Making the environment in '{folder}' anew: {flaw}");
        }
        var python = await BasePython.FindAsync(options, progress, cancellation).ConfigureAwait(false);
        try
        {
            return await MakeAsync(python, cancellation).ConfigureAwait(false);
        }
        catch
        {
            RemoveQuietly();
            throw;
        }
    }

    private async Task<PythonEnvironment> MakeAsync(PythonInstallation python, CancellationToken cancellation)
    {
        progress?.Report($"Making an environment of Python {python.Version} ('{python.Executable}') in '{folder}'");
        OwnFolder.Begin(folder);
        await VirtualEnvironment.MakeAsync(python, folder, cancellation).ConfigureAwait(false);
        var requirements = Requirements.For(options, python.Version);
        await Pip.InstallAsync(Interpreter, requirements, options.Wheels, progress, cancellation).ConfigureAwait(false);
        progress?.Report($"Trying Keras on {options.Backend}");
        var trial = await Trial.RunAsync(Interpreter, options.Backend, cancellation).ConfigureAwait(false);
        if (trial.Failure(options.Gpu) is { } error)
        {
            throw new PythonSetupException($"Keras was installed, but does not train on {options.Backend}: {error}. {(options.Gpu ? "Look at the driver with nvidia-smi, or leave --gpu out." : "Name another Python by --python, or choose another backend.")}");
        }
        new EnvironmentStamp(options.Backend, options.Gpu, python.Version.ToString(), python.Executable, requirements.Sha256).Write(folder);
        return PythonEnvironment.Open(folder)!;
    }

    /// <summary>Why what is there is not what is wanted, or null: its stamp, its interpreter, and that all files are there which its packages brought.</summary>
    internal async Task<string?> FlawAsync(CancellationToken cancellation)
    {
        if (EnvironmentStamp.Read(folder) is not { } stamp || !Version.TryParse(stamp.Python, out var version))
        {
            return "it was not finished";
        }
        if (stamp.Uses is { } other)
        {
            return $"it was the record of '{other}'";
        }
        var requirements = Requirements.For(options, version);
        if (requirements.Sha256 != stamp.Requirements)
        {
            return "other packages are needed by now";
        }
        if (options.Python is { } named && PythonInstallation.Probe(named).Executable != stamp.Base)
        {
            return $"it was made of '{stamp.Base}'";
        }
        if (!File.Exists(Interpreter))
        {
            return "its Python is gone";
        }
        var (exitCode, lines) = await Command.RunAsync(Interpreter, ["-I", "-c", EmbeddedText.Read("inventory.py"), .. requirements.Exact], null, cancellation).ConfigureAwait(false);
        return exitCode == 0 ? lines.FirstOrDefault() : $"its Python does not run ({lines.LastOrDefault() ?? $"exit code {exitCode}"})";
    }

    /// <summary>What is half made goes; that it cannot go must not hide why it was not finished.</summary>
    private void RemoveQuietly()
    {
        try
        {
            if (OwnFolder.IsOurs(folder))
            {
                OwnFolder.Remove(folder);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
