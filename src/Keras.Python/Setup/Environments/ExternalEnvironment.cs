namespace Keras.Python.Setup;

/// <summary>An environment that was there already and has Keras in it: used as it is. Only a record of it is kept, and nothing in it changes.</summary>
internal sealed class ExternalEnvironment(PythonEnvironmentOptions options, string folder, IProgress<string>? progress)
{
    /// <summary>Records the Python that was named.</summary>
    /// <returns>The environment; null when that Python lacks Keras or the backend, so that one is to be made of it.</returns>
    /// <exception cref="PythonSetupException">It has both and is not to be used; the message says why.</exception>
    public async Task<PythonEnvironment?> UseAsync(PythonInstallation python, PythonContents contents, CancellationToken cancellation)
    {
        if (contents.Keras is not { } version || !contents.Backends.Contains(options.Backend))
        {
            return null;
        }
        bool isRecorded = EnvironmentStamp.Read(folder)?.Uses == python.Executable;
        string advice = isRecorded ? InsteadOfTheRecord(folder) : "Mend that there, or leave --python out: setup then makes an environment of its own.";
        string line = await TryAsync(python, version, advice, cancellation).ConfigureAwait(false);
        var environment = Record(python);
        progress?.Report(line);
        return environment;
    }

    /// <summary>Keeps the one that is recorded.</summary>
    /// <exception cref="PythonSetupException">It is gone, or does not train any more.</exception>
    public async Task<PythonEnvironment> KeepAsync(string interpreter, CancellationToken cancellation)
    {
        var python = Probe(interpreter);
        var contents = await PythonContents.ReadAsync(python.Executable, folder, cancellation).ConfigureAwait(false);
        if (contents.Keras is not { } version || !contents.Backends.Contains(options.Backend))
        {
            string lacks = contents.Keras is null ? "Keras" : options.Backend;
            throw new PythonSetupException($"Keras on {options.Backend} is set up to use '{interpreter}', which does not have {lacks} any more. {InsteadOfTheRecord(folder)}");
        }
        await TryAsync(python, version, InsteadOfTheRecord(folder), cancellation).ConfigureAwait(false);
        return Record(python);
    }

    /// <summary>Says that a recorded interpreter for the backend is gone, and what to do; null when none is.</summary>
    public static string? Lost(string backend, string home) => PythonEnvironmentOptions.Variants(backend)
        .Select(variant => Path.Combine(home, variant))
        .Select(IsGone)
        .FirstOrDefault(message => message is not null);

    /// <summary>Says that the interpreter that is recorded in that folder is gone, and what to do; null when it is there, or none is recorded.</summary>
    public static string? IsGone(string folder) => EnvironmentStamp.Read(folder) is { Uses: { } interpreter } stamp && !File.Exists(interpreter)
        ? $"Keras on {stamp.Backend} is set up to use '{interpreter}', which is gone. {InsteadOfTheRecord(folder, "Put it back")}"
        : null;

    /// <summary>What to do about a record that does not serve.</summary>
    /// <param name="folder">The folder of the record.</param>
    /// <param name="first">What may be done first.</param>
    public static string InsteadOfTheRecord(string folder, string first = "Mend that there") =>
        $"{first}, name another one by --python, or remove '{folder}', which holds only the record of it: setup then makes an environment of its own.";

    private PythonInstallation Probe(string interpreter)
    {
        if (IsGone(folder) is { } message)
        {
            throw new PythonSetupException(message);
        }
        try
        {
            return PythonInstallation.Probe(interpreter);
        }
        catch (PythonSetupException error)
        {
            throw new PythonSetupException($"Keras on {options.Backend} is set up to use '{interpreter}', which does not run any more: {error.Message.Split(". ")[0]}. {InsteadOfTheRecord(folder)}", error);
        }
    }

    /// <returns>One line that says what is used.</returns>
    private async Task<string> TryAsync(PythonInstallation python, string version, string advice, CancellationToken cancellation)
    {
        RequireFit(version.Length > 0 ? version : null);
        var trial = await Trial.RunAsync(python.Executable, options.Backend, cancellation).ConfigureAwait(false);
        string? found = (string?)trial.Versions["keras"];
        RequireFit(found);
        if (trial.Failure(options.Gpu) is { } failure)
        {
            if (failure == trial.NoGpu && GpuCheck.Find() is { Names.Count: 0, Reason: var reason })
            {
                failure += $"; {reason}";
            }
            throw new PythonSetupException($"'{python.Executable}' has Keras {found ?? version}, but does not train on {options.Backend}: {failure}. {advice}");
        }
        return $"Using '{python.Executable}' as it is, with Keras {found} on {options.Backend} {trial.Versions[options.Backend]}: nothing is installed there, and nothing changed.";

        void RequireFit(string? keras)
        {
            if (keras is not null && !PythonContents.Fits(keras))
            {
                throw new PythonSetupException($"'{python.Executable}' has Keras {keras}; expected Keras 3. {advice}");
            }
        }
    }

    private PythonEnvironment Record(PythonInstallation python)
    {
        var stamp = new EnvironmentStamp(options.Backend, options.Gpu, python.Version.ToString(), python.Executable, "", python.Executable);
        var before = EnvironmentStamp.Read(folder);
        if (before != stamp)
        {
            if (before is { Uses: null })
            {
                progress?.Report($"Removing the environment that setup made in '{folder}'");
            }
            OwnFolder.Begin(folder);
            stamp.Write(folder);
        }
        return PythonEnvironment.Open(folder)!;
    }
}
